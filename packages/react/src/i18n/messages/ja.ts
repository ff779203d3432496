import { pluralOf } from './plural.ts';
import type { Messages } from './en.ts';

const plural = pluralOf('ja');
/** Japanese has one plural form. */
const number = (count: number) => plural(count, { other: '#' });

const japanese: Messages = {
  shell: {
    description: 'アカウントにログインしているデバイスをすべて確認でき、どれでもログアウトできます。',
    needsJavaScript: 'セッションを表示するには JavaScript が必要です。',
    loadFailed: 'このページの一部を読み込めませんでした。',
    loadAgain: 'もう一度読み込む',
  },
  language: '言語',
  help: 'ヘルプ',
  terms: '利用規約',
  skip: '本文へ移動',
  notifications: 'お知らせ',
  dismiss: '閉じる',

  signIn: {
    title: 'ログイン',
    lead: 'アカウントにログインしているデバイスをすべて確認できます。',
    submit: 'ログイン',
    submitting: 'ログインしています…',
    otherwise: '初めてご利用ですか？',
    otherwiseLink: 'アカウントを作成',
  },
  signUp: {
    title: 'アカウントを作成',
    lead: 'アカウントにログインしているデバイスをすべて確認でき、どれでもログアウトできます。',
    submit: 'アカウントを作成',
    submitting: 'アカウントを作成しています…',
    otherwise: 'アカウントをお持ちですか？',
    otherwiseLink: 'ログイン',
  },
  credentials: {
    email: 'メールアドレス',
    password: 'パスワード',
    passwordRule: '8 文字以上。いくつかの単語を並べるのがおすすめです。',
    showPassword: 'パスワードを表示',
    hidePassword: 'パスワードを隠す',
    rememberMe: 'ログインしたままにする',
    rememberMeHint: '自分だけが使うデバイスで選んでください。',
    emailMissing: 'メールアドレスを入力してください。',
    emailMalformed: 'メールアドレスが完全ではありません。name@example.com のように入力してください。',
    passwordMissing: 'パスワードを入力してください。',
    passwordShort: '8 文字以上にしてください。',
    signInInstead: '代わりにログインする',
    loading: 'ログインしているか確認しています…',
  },

  ended: {
    logout: (when) => `${when} にログアウトしました。このブラウザーではもうログインしていません。`,
    revoked: (when, by) =>
      by === null
        ? `このブラウザーは、${when} に別のデバイスからログアウトされました。`
        : `このブラウザーは、${when} に「${by}」からログアウトされました。`,
    revoked_others: (when, by) =>
      by === null
        ? `このブラウザーは、${when} に別のデバイスから、ほかのすべてのデバイスと一緒にログアウトされました。`
        : `このブラウザーは、${when} に「${by}」から、ほかのすべてのデバイスと一緒にログアウトされました。`,
    revoked_all: (when, by) =>
      by === null
        ? `${when} に、このブラウザーを含め、アカウントのすべてのデバイスがログアウトされました。`
        : `${when} に「${by}」から、このブラウザーを含め、アカウントのすべてのデバイスがログアウトされました。`,
    idle: (when) => `しばらく使われていなかったため、このブラウザーは ${when} にログアウトされました。`,
    expired: (when, _by, limit) => `${when} にログインの${limit}に達しました。`,
    reported: (when) =>
      `このブラウザーは ${when} にログアウトされました。アカウントの持ち主から、このログインに心当たりがないと申告があったためです。`,
    superseded: (when) => `${when} にこのブラウザーで改めてログインしたため、前のログインは置き換えられました。`,
    limit_reached: (when, by) =>
      by === null
        ? `このブラウザーは ${when} にログアウトされました。新しいデバイスがログインして数が上限を超えたためです。`
        : `このブラウザーは ${when} にログアウトされました。「${by}」がログインしてデバイスの数が上限を超えたためです。`,
    password_changed: (when, by) =>
      by === null
        ? `${when} にパスワードが変更され、ほかのすべてのデバイスがログアウトされました。`
        : `${when} に「${by}」でパスワードが変更され、ほかのすべてのデバイスがログアウトされました。`,
    account_disabled: (when) => `アカウントは ${when} に停止されました。`,
    account_deleted: (when) => `アカウントは ${when} に削除され、すべてのデバイスがログアウトされました。`,
  },
  afterEnd: {
    logout: 'いつでもまたログインできます。',
    revoked:
      '心当たりがない場合は、ほかの誰かがアカウントに入っています。ログインして、新しいパスワードを設定してください。',
    revoked_others:
      '心当たりがない場合は、ほかの誰かがアカウントに入っています。ログインして、新しいパスワードを設定してください。',
    revoked_all:
      '心当たりがない場合は、ほかの誰かがアカウントに入っているかもしれません。ログインして、新しいパスワードを設定してください。',
    idle: '問題はありません。続けるにはログインしてください。',
    expired: '問題はありません。続けるにはログインしてください。',
    reported:
      'アカウントがご自身のもので、申告した覚えがない場合は、ログインして、新しいパスワードを設定してください。',
    superseded: '問題はありません。続けるにはログインしてください。',
    limit_reached:
      'そのデバイスに心当たりがない場合は、ほかの誰かがアカウントに入っています。ログインして、新しいパスワードを設定してください。',
    password_changed:
      '新しいパスワードでログインしてください。ほかの人が変更した場合は、「パスワードをお忘れですか？」から新しいパスワードを設定してください。',
    account_disabled: 'このサービスの管理者にお問い合わせください。',
    account_deleted: 'このアカウントにはもう誰もログインできません。新しいアカウントを作成できます。',
  },
  timeLimit: (limit) =>
    limit === null ? '期限' : `期限（${number(limit.count)} ${limit.unit === 'day' ? '日' : '時間'}）`,
  endedTitle: 'ログアウトしています',
  endedSomehow: 'このブラウザーではログインしていません。',
  afterEndSomehow: '続けるにはログインしてください。',
  deviceNotProvedTitle: 'このブラウザーを確認できませんでした',
  chooseNewPassword: 'ログインしてパスワードを変更',
  newPasswordNext: 'ログイン後に、新しいパスワードを設定します。',
  today: (time) => `今日 ${time}`,
  onDay: (date, time) => `${date} ${time}`,
  justNow: 'たった今',

  sessions: {
    title: 'セッションの管理',
    loading: 'セッションを読み込んでいます…',
    thisDevice: 'このデバイス',
    unconfirmed: '新規・未確認',
    othersCount: (count) => `ほかに ${number(count)} 台のデバイスがログインしています`,
    none: 'ログインしているのはこのデバイスだけです。',
    noneHint: 'ほかのデバイスはアカウントを使えません。',
    activeNow: '現在使用中',
    lastUsed: (ago) => `最終使用：${ago}`,
    signedIn: (date) => `ログイン：${date}`,
    from: (address) => `${address} から`,
    ends: (ahead) => `終了予定：${ahead}`,
    endsUnlessUsed: (ahead) => `使わない場合の終了予定：${ahead}`,
    bound: 'デバイスに固定：ログイン情報が盗まれてもほかでは使えません',
    selfNamed: (device) => `デバイスが自分で付けた名前（${device}）`,
    failed: 'セッションを読み込めませんでした',
    live: '自動更新中。変更はすぐに表示されます',
    notLive: '再接続しています…',
    lastChecked: (time) => `最終確認：${time}`,
    notRefreshed: '更新できませんでした',
    othersSoFar: (count) => `これまでに、ほかのデバイス ${number(count)} 台…`,
    othersShown: (shown, all) => `ほかのデバイス ${number(all)} 台のうち ${number(shown)} 台を表示しています`,
    notAll: '一部のセッションを読み込めませんでした。',
    appeared: (device) => `「${device}」がログインしました`,
    appearedMany: (count) => `${number(count)} 台のデバイスがログインしました`,
  },
  deviceList: {
    title: 'あなたのデバイス',
    signedInTo: (email) => `${email} にログイン中`,
    detailsOf: (device) => `「${device}」の詳細`,
    used: (ago) => `${ago}に使用`,
    elsewhere: (signIn, lastUse) => `ログイン：${signIn}、最終使用：${lastUse}`,
    remembered: 'ブラウザーを閉じてもログインしたままです',
    rename: '名前を変更',
    filter: '絞り込み',
    order: '並べ替え',
    orders: { toCheck: '要確認を先に', lastUsed: '最近使ったものを先に', signedIn: '新しいものを先に' },
    toCheck: (count) => `確認が必要なデバイス：${number(count)} 台`,
    onlyInCountry: (country) => `唯一のデバイス：${country}`,
    usedOnce: '使用は一度だけ',
    why: {
      unconfirmed:
        'このログインがご自身によるものか、まだお答えいただいていません。以前から使用しているデバイスか、お送りしたメールからお答えください。心当たりがなければ、ログアウトしてください。',
      newCountry: (country) => `最後に、このアカウントでは初めての国から使用されました：${country}。`,
      onlyInCountry: (country) =>
        `${country}：ほかのデバイスは、そこにはありません。今お使いのデバイスは別の国にあります。`,
      usedOnce: 'ログインした日にだけ使用され、その後は使用されていません。',
    },
    somethingWrong: 'おかしいと思ったら',
    somethingWrongLead: '心当たりのないデバイスがありますか？ログアウトしてから、パスワードを変更してください。',
    recentEvents: '最近のできごと',
    mapOfLastUse: '地図は、各デバイスが最後に使用された場所を示します。',
  },
  locations: {
    title: 'デバイスの場所',
    inCountry: (country) => `おそらく${country}`,
    privately: 'お使いのローカルネットワーク',
    unknown: '国は不明',
    devices: (country, count) => `${country}：${number(count)} 台`,
    devicesPrivately: (count) => `お使いのローカルネットワーク：${number(count)} 台`,
    devicesUnknown: (count) => `国は不明：${number(count)} 台`,
    credit:
      '国は IP アドレスから推定したもので、間違っていることがあります。ほかのサービスへの問い合わせはしていません。データ：Number Resource Organization（nro.net、CC BY 4.0）、IPtoASN、Natural Earth。',
  },
  activity: {
    used: (count, days) => `過去 ${number(days)} 日間のうち ${number(count)} 日使用`,
    usedSince: (count, days) =>
      days === 1 ? '今日ログイン' : `ログインしてからの ${number(days)} 日間のうち ${number(count)} 日使用`,
    eachIsADay: '線 1 本が 1 日（UTC）で、最後が今日です',
  },
  signInMethods: {
    with: (methods) => `ログイン方法：${methods}`,
    brief: (methods) => `方法：${methods}`,
    by: (application) =>
      application === null ? 'アプリケーションのページからログイン' : `${application}のページからログイン`,
    steppedUp: (device) => `${device}で本人であることが確認されました`,
    kinds: {
      password: 'パスワード',
      passkey: 'パスキー',
      one_time_code: 'ワンタイムコード',
      text_message: 'SMSのコード',
      phone_call: '電話',
      email_link: 'メールのリンク',
      device: 'デバイスの資格情報',
      smart_card: 'スマートカード',
      fingerprint: '指紋',
      face: '顔認証',
      eye: '目の認証',
      voice: '声',
      pin: 'PIN',
      question: '秘密の質問',
      single_sign_on: 'シングルサインオン',
      windows: 'Windows',
      several: '複数の要素',
    },
  },
  application: {
    at: (name) => (name === null ? 'アプリケーションで' : `${name}で`),
    signIn: (where) => `${where}ログイン`,
    signInLead: (where) => `${where}ログインしてから、ここに戻ります。`,
    signInUnknown: 'ログインはアプリケーションのページで行います。そこでログインしてから、このページに戻ってください。',
    afterEnd:
      '心当たりがありませんか？ほかの人があなたのアカウントを使っているかもしれません。ログインしてデバイスを確認し、ログイン方法を変更してください。',
    confirm: (where) => `${where}本人確認`,
    confirmHint: (where) => `${where}本人であることを確認し、ここに戻ります。5分間は再び確認を求められません。`,
    cannotConfirm: (where) =>
      `${where}本人であることを確認できないため、ほかのデバイスをここからログアウトさせることはできません。運営者に問い合わせてください。`,
    confirmed: '本人であることが確認されました',
    notConfirmed: '本人であることは確認されませんでした',
    nothingChanged: 'ログアウトしたデバイスはありません。',
    consequence:
      'すぐにログアウトし、あらためてログインするまであなたのアカウントを使えません。元に戻すことはできません。',
    somethingWrongLead: (where) =>
      `自分のものではないデバイスがありますか？ログアウトさせてから、${where}ログイン方法を変更してください。`,
    unknownHint: 'ログアウトさせて、次にすることを見ます。',
    secure: 'アカウントを守る',
    advice: (where) =>
      `そのデバイスはもう何もできません。ただし、使った人はあなたのログイン方法を知っているかもしれません。${where}ログイン方法を変更してください。`,
    historyLead: (where) =>
      `アカウントで起きたことを新しい順に表示しています。心当たりのないものがあれば、そのデバイスをログアウトして、${where}ログイン方法を変更してください。`,
    signInFailed: (device) => `「${device}」からのログインが失敗しました`,
    failedAttempts: (count) => `失敗した試み ${number(count)} 回`,
    account: (where) => `${where}アカウントを見る`,
    emailHint: (where) => `新しいデバイスについてのメールはこのアドレスに届きます。変更は${where}行います。`,
  },
  filters: {
    search: 'セッションを検索',
    searchHint: '名前、プログラム、アドレス',
    legend: '絞り込み',
    clear: 'すべて表示に戻す',
    group: '似たデバイスをまとめる',
    none: '一致するものがありません。',
    noneHint: '検索の言葉を減らすか、絞り込みを変えてください。',
    facets: {
      unused: '最終使用',
      country: '国',
      kind: 'デバイスの種類',
      software: 'ブラウザーまたはプログラム',
      binding: 'デバイスへの固定',
    },
    any: {
      unused: 'すべての時期',
      country: 'すべての国',
      kind: 'すべての種類',
      software: '全ブラウザー・プログラム',
      binding: '固定の有無を問わない',
    },
    option: (name, count) => `${name}（${number(count)}）`,
    unused: (days) => `${number(days)} 日以上未使用`,
    bound: 'デバイスに固定',
    unbound: 'デバイスに固定されていない',
    kinds: {
      desktop: 'パソコン',
      phone: 'スマートフォン',
      tablet: 'タブレット',
      tv: 'テレビ',
      console: 'ゲーム機',
      wearable: '時計とヘッドセット',
      program: 'プログラム',
      unknown: '不明なデバイス',
    },
    groupSize: (count) => `${number(count)} 件のセッション`,
    open: 'すべて表示',
    openOf: (device, count) => `「${device}」のセッション ${number(count)} 件をすべて表示`,
    close: '1 件にまとめる',
    closeOf: (device) => `「${device}」のセッションを 1 件にまとめて表示`,
    endAll: (count) => `${number(count)} 件をログアウト`,
    endAllOf: (device, count) => `「${device}」のセッション ${number(count)} 件をログアウト`,
    printed: '印刷されているのは長い一覧の一部です。必要なものを印刷するには、検索または絞り込みをしてください。',
  },
  selection: {
    select: (device) => `「${device}」を選択`,
    selectGroup: (device, count) => `「${device}」のセッション ${number(count)} 件をすべて選択`,
    all: (count) => `表示中の ${number(count)} 件を選択`,
    title: '選択したセッション',
    count: (count) => `${number(count)} 件を選択中`,
    clear: '解除',
    clearOf: '選択を解除',
  },
  loading: {
    notSignedOut: 'ログインしたままです。',
    retry: '再試行',
    retrying: '再試行しています…',
  },
  history: {
    title: '履歴',
    hint: 'ログイン、失敗した試み、各デバイスがログアウトされた理由。',
    open: '履歴を見る',
    back: 'セッションに戻る',
    lead: 'アカウントで起きたことを新しい順に表示しています。心当たりのないものがあれば、そのデバイスをログアウトして、パスワードを変更してください。',
    loading: '履歴を読み込んでいます…',
    failed: '履歴を読み込めませんでした',
    none: 'この種類の記録はありません。',
    older: '以前の記録を表示',
    loadingOlder: '読み込んでいます…',
    olderFailed: '以前の記録を読み込めませんでした。もう一度お試しください。',
    wrongPasswords: (count) => `誤ったパスワード ${number(count)} 回`,
    wrongFrom: (passwords, device) => `「${device}」から${passwords}`,
    wrongOn: (passwords, device) => `「${device}」で${passwords}`,
    ofDevice: 'このデバイスの履歴',
    onlyDevice: (device) => `「${device}」のみ`,
    signedInFrom: (address) => `ログイン元：${address}`,
    allDevices: 'すべてのデバイスを表示',
    filterBy: '表示する内容',
    filters: {
      everything: 'すべて',
      signIns: 'ログイン',
      failures: '失敗した試み',
      ends: 'ログアウト',
      changes: '変更',
    },
    events: {
      signed_in: (device) => `「${device}」がログインしました`,
      sign_in_failed: (device) => `「${device}」から、誤ったパスワードでログインが試みられました`,
      stepped_up: (device) => `「${device}」でパスワードが確認されました`,
      step_up_failed: (device) => `「${device}」で誤ったパスワードが入力されました`,
      password_changed: (device) => `「${device}」でパスワードが変更されました`,
      password_reset_requested: (device) => `「${device}」から新しいパスワードが求められました`,
      password_reset: (device) => `「${device}」で、メールのリンクから新しいパスワードが設定されました`,
      email_verified: (device) => `「${device}」でメールアドレスが確認されました`,
      device_renamed: (name) =>
        name === null ? 'デバイスの名前が削除されました' : `デバイスに「${name}」という名前が付けられました`,
      idle_limit_changed: (device) => `未使用のデバイスをログアウトするまでの期間が「${device}」で変更されました`,
      alert_confirmed: (device, by) =>
        by === null
          ? `「${device}」は、ご本人のものと確認されました`
          : `「${device}」は「${by}」で、ご本人のものと確認されました`,
      alert_reopened: (device) => `「${device}」についての「本人です」という回答が取り消されました`,
      alert_denied: (device) => `「${device}」は、ご本人のものではないと申告されました`,
      ended: (device) => `「${device}」がログアウトされました`,
    },
    ends: {
      logout: (device) => `「${device}」がログアウトしました`,
      revoked: (device, by) =>
        by === null
          ? `「${device}」が別のデバイスからログアウトされました`
          : `「${device}」が「${by}」からログアウトされました`,
      revoked_others: (device, by) =>
        by === null
          ? `「${device}」が、ほかのすべてのデバイスと一緒にログアウトされました`
          : `「${device}」が「${by}」から、ほかのすべてのデバイスと一緒にログアウトされました`,
      revoked_all: (device) => `「${device}」を含むすべてのデバイスがログアウトされました`,
      reported: (device, by) =>
        by === null
          ? `ご本人のものではなかったため、「${device}」がログアウトされました`
          : `ご本人のものではなかったため、「${device}」が「${by}」からログアウトされました`,
      idle: (device) => `しばらく使われていなかったため、「${device}」がログアウトされました`,
      expired: (device, _by, limit) => `ログインの${limit}に達したため、「${device}」がログアウトされました`,
      superseded: (device) => `「${device}」が改めてログインしたため、前のログインは終了しました`,
      limit_reached: (device) => `新しいデバイスに場所を空けるため、「${device}」がログアウトされました`,
      password_changed: (device) => `パスワードが変更されたため、「${device}」がログアウトされました`,
      account_disabled: (device) => `アカウントが停止されたため、「${device}」がログアウトされました`,
      account_deleted: (device) => `アカウントが削除されたため、「${device}」がログアウトされました`,
    },
  },
  device: {
    inSentence: (name) => name,
    quoted: (name) => `「${name}」`,
    unknownBrowser: '不明なブラウザー',
    unknownSystem: '不明なシステム',
    on: (software, system) => `${software}（${system}）`,
  },
  ending: {
    unknown: () => '心当たりがありません',
    unknownHint: 'ログアウトして、ここで新しいパスワードを選びます。',
    proofHint: 'ご本人だけが操作できるようにするためです。5 分間は再び尋ねません。',
    goneHint: 'その間にログアウトされました。',
    close: '閉じる',
  },
  logout: {
    action: 'ログアウト',
    pending: 'ログアウト中…',
    of: (device) => `「${device}」をログアウト`,
    pendingOf: (device) => `「${device}」をログアウトしています…`,
    failed: 'ログアウトできませんでした',
  },
  revoke: {
    question: (device) => `「${device}」をログアウトしますか？`,
    consequence:
      'このデバイスはすぐにログアウトされ、あなたのパスワードで改めてログインするまでアカウントを使えません。この操作は取り消せません。',
    consequenceForProgram:
      'このプログラムはすぐにログアウトされ、改めてログインするまで動かなくなります。この操作は取り消せません。',
    cancel: 'ログインしたままにする',
    done: (device) => `「${device}」をログアウトしました`,
    failed: (device) => `「${device}」をログアウトできませんでした`,
    gone: (device) => `「${device}」はすでにログアウトしていました`,
  },
  revokeOthers: {
    action: 'ほかをすべてログアウト',
    question: (count) => `ほかのデバイス ${number(count)} 台をログアウトしますか？`,
    consequence:
      'すぐにログアウトされ、改めてログインする必要があります。この操作は取り消せません。このデバイスはログインしたままです。',
    confirm: (count) => `${number(count)} 台をログアウト`,
    cancel: 'ログインしたままにする',
    done: (count) => `${number(count)} 台のデバイスをログアウトしました`,
    failed: 'ほかのデバイスをログアウトできませんでした',
  },
  revokeMany: {
    visible: (count) => `表示中の ${number(count)} 件をログアウト`,
    question: (count) => `${number(count)} 台のデバイスをログアウトしますか？`,
    consequence:
      'ここにあるデバイスだけが、すぐにログアウトされます。この間に新しくログインしたデバイスはログインしたままです。この操作は取り消せません。',
    list: 'ログアウトするデバイス',
    gone: (names) => `すでにログアウトしていました：${names}`,
    more: (count) => `ほか ${number(count)} 台`,
    failed: (count) => `${number(count)} 台のデバイスをログアウトできませんでした`,
  },
  rename: {
    of: (device) => `「${device}」の名前を変更`,
    hint: 'この名前はあなたにだけ見えます。デバイスの情報は、その下に表示されたままです。',
    name: '名前',
    nameRule: '60 文字以内。空欄にすると名前を削除します。',
    submit: '名前を保存',
    done: (name) => `名前を「${name}」に変更しました`,
    removed: (name) => `「${name}」という名前を削除しました`,
    undo: '元に戻す',
    failed: (device) => `「${device}」の名前を変更できませんでした`,
  },

  alerts: {
    title: 'ご本人ですか？',
    lead: (count) =>
      count === 1
        ? 'アカウントで初めてのデバイスがログインしました。'
        : `アカウントで初めてのデバイスが ${number(count)} 台ログインしました。`,
    announced: (device) => `アカウントで初めてのデバイスがログインしました：「${device}」。ご本人ですか？`,
    more: (count) => `回答が済むと、残り ${number(count)} 件が表示されます。`,
    signedIn: (ago, when) => `ログイン：${ago}（${when}）`,
    newCountry: '新しい国',
    isGone: 'すでにログアウトしています',
    yes: 'はい、本人です',
    yesOf: (device) => `はい、本人です：${device}`,
    no: 'いいえ、ログアウトする',
    noGone: 'いいえ、違います',
    noOf: (device) => `いいえ、ログアウトする：${device}`,
    noGoneOf: (device) => `いいえ、違います：${device}`,
    confirmed: (device) => `ありがとうございます。「${device}」はあなたのデバイスです`,
    undone: (device) => `回答を取り消しました。「${device}」についてもう一度お尋ねします`,
    undoFailed: (device) => `「${device}」についての回答を取り消せませんでした`,
    failed: (device) => `「${device}」についての回答を保存できませんでした`,
    gone: (device) => `「${device}」についての質問は、すでに回答済みでした`,
    denied: {
      title: (device) => `「${device}」をログアウトしました`,
      titleGone: (device) => `「${device}」はすでにログアウトしていました`,
      done: (time) => `${time} にログアウトしました。もうアカウントには入れません。`,
      doneGone: 'ログインしておらず、アカウントには入れません。',
      advice:
        'このデバイスはもう何もできません。ただし、使った人はあなたのパスワードを知っていました。新しいパスワードを設定してください。ほかのすべてのデバイスもログアウトされます。',
      later: '今はしない',
    },
  },
  newDevice: {
    title: 'ご本人ですか？',
    lead: (email) =>
      `アカウント ${email} で初めてのデバイスがログインしました。まだ何も変更されていません。ここで決めてください。`,
    leadOfMany: (email) =>
      `アカウント ${email} に、初めてのデバイスや国からログインがありました。まだ何も変更されていません。ここで決めてください。`,
    yes: 'はい、本人です',
    no: 'いいえ、そのデバイスをログアウトする',
    noGone: 'いいえ、違います',
    none: 'どれも本人ではありません',
    saidYesOn: (device, when) =>
      `「${device}」で誰かが「本人です」と回答しました（${when}）。ここで「いいえ」に変えられます。`,
    saidYes: (when) =>
      `メールのリンクから誰かが「本人です」と回答しました（${when}）。ここで「いいえ」に変えられます。`,
    isConfirmed: 'ご本人でした',
    isDenied: 'ご本人ではありません。デバイスをログアウトしました',
    confirmed: {
      title: 'ありがとうございます。ご本人でした',
      lead: 'デバイスはログインしたままで、ほかにすることはありません。このページは閉じてかまいません。',
      undo: '取り消して、もう一度答える',
    },
    denied: {
      title: 'そのデバイスをログアウトしました',
      titleGone: 'お知らせいただき、ありがとうございます',
      done: (time) => `${time} にログアウトしました。もうアカウントには入れません。`,
      doneGone: 'そのデバイスはすでにログアウトしていました。アカウントには入れません。',
      advice:
        '適切な対応でした。もうひとつお願いします。使った人はあなたのパスワードを知っていたので、新しいパスワードを設定してください。ほかのすべてのデバイスもログアウトされます。',
      signIn: 'ログインしてパスワードを変更',
      sessions: 'セッションを確認',
    },
    unusable: {
      reasons:
        'リンクは 7 日間使えます。「いいえ」または本人であることを確認したうえでの「はい」で回答したあとや、同じログインについて新しいメールが送られたあとは使えません。リンクが途中で切れているときは、もう一度メールから開いてください。',
      advice:
        '開いても何も変更されません。すでに送信された回答は有効なままです。セッションのページでは、いつでもログインしているデバイスを確認し、ログアウトできます。',
    },
  },
  recovery: {
    link: 'パスワードをお忘れですか？',
    title: 'パスワードをお忘れですか？',
    lead: 'アカウントのメールアドレスを入力してください。リンクをお送りします。そのリンクから新しいパスワードを設定できます。',
    submit: 'リンクを送る',
    submitting: 'リンクを送っています…',
    back: 'ログインに戻る',
    ask: '新しいリンクを求める',
    sent: {
      title: 'メールをご確認ください',
      lead: (email) => `${email} のアカウントがある場合は、リンクの入ったメールが届きます。リンクは 30 分間使えます。`,
      hint: '数分たっても届かない場合は、迷惑メールのフォルダーとアドレスをご確認ください。',
      again: 'アドレスをもう一度入力',
    },
    choose: {
      title: '新しいパスワードを設定',
      lead: (email) =>
        `アカウント ${email} のパスワードです。設定すると、すべてのデバイスがログアウトされます。その後、新しいパスワードでログインしてください。`,
      submit: '新しいパスワードを設定する',
      submitting: '新しいパスワードを設定しています…',
    },
    done: {
      title: '新しいパスワードが設定されました',
      lead: 'すべてのデバイスがログアウトされました。続けるには、新しいパスワードでログインしてください。',
    },
  },
  mailLink: {
    loading: 'リンクを確認しています…',
    failed: 'リンクを確認できませんでした',
    sessions: 'セッションを見る',
    unusable: {
      title: 'このリンクは使用済みか、期限切れです',
      reasons:
        'リンクは一度だけ、限られた時間だけ使えます。新しいメールが送られたあとは使えません。リンクが途中で切れている場合は、メールからもう一度開いてください。',
    },
  },
  verification: {
    title: 'これはあなたのメールアドレスですか？',
    lead: (email) => `アドレス ${email} を使うアカウントがあります。まだ何も変更されていません。ここで決めてください。`,
    yes: 'はい、アドレスを確認する',
    notMine: 'このアカウントは私のものではありません',
    advice:
      '開いただけでは何も変わっていません。アドレスが確認済みかどうかは、セッションの画面の「アカウント」でわかります。メールをもう一度送ることもできます。',
    done: {
      title: 'アドレスが確認されました',
      lead: 'パスワードを忘れたときは、このアドレスへのメールで再びログインできます。',
    },
  },
  notMine: {
    title: 'あなたのアカウントではありませんか？',
    lead: (email) =>
      `あなたのアドレス ${email} を使うアカウントがあります。まだ何も変更されていません。ご自身で作ったものでなければ、削除できます。`,
    consequence:
      'アカウントは中身ごと削除され、使っている人は全員ログアウトされます。この操作は取り消せません。その後、このアドレスでご自身のアカウントを作れます。',
    confirm: 'このアカウントを削除する',
    keep: 'そのままにする',
    gone: '開いただけでは何も変わっていません。アカウントがすでに削除されたか、持ち主がアドレスを確認した可能性があります。',
    done: { title: 'アカウントが削除されました', lead: (email) => `${email} を使うアカウントはもうありません。` },
  },
  emailAddress: {
    title: 'メールアドレス',
    verified: '確認済みです。パスワードを忘れたときは、このアドレスへのメールで再びログインできます。',
    unverified: 'まだ確認されていません。ほかの人がこのアドレスを使えないように、メールのリンクを開いてください。',
    again: 'メールをもう一度送る',
    sent: 'メールをお送りします',
    sentHint: 'メールのリンクでアドレスを確認できます。',
    failed: 'メールをもう一度送れませんでした',
  },
  account: { title: 'アカウント' },
  idleLimit: {
    title: '未使用のデバイスをログアウト',
    lead: 'この期間使われなかったデバイスは、自動的にログアウトされます。',
    after: (span) => `${span}後`,
    default: (span) => `${span}後（標準）`,
    question: (count) => `未使用のデバイス ${number(count)} 台をログアウトしますか？`,
    consequence: (span) =>
      `これからは、デバイスは使われないまま${span}たつとログアウトされます。すでにそれより長く使われていないものは、すぐにログアウトされます。`,
    confirm: (count) => `${number(count)} 台をログアウト`,
    cancel: '元のままにする',
    done: (span) => `未使用のデバイスは${span}後にログアウトされます`,
    ended: (count) => `${number(count)} 台のデバイスをログアウトしました`,
    failed: '未使用のデバイスをログアウトするまでの期間を変更できませんでした',
  },
  changePassword: {
    title: 'パスワード',
    lead: '新しいパスワードにすると、ほかのすべてのデバイスがログアウトされます。',
    action: 'パスワードを変更',
    question: '新しいパスワードを設定',
    consequence:
      'ほかのすべてのデバイスはすぐにログアウトされ、新しいパスワードが必要になります。このデバイスはログインしたままです。',
    current: '現在のパスワード',
    password: '新しいパスワード',
    submit: 'パスワードを変更',
    submitting: 'パスワードを変更しています…',
    done: 'パスワードを変更しました',
    doneHint: 'ほかのすべてのデバイスはログアウトされました。',
  },
  stepUp: {
    question: 'ご本人であることの確認',
    reason: '続けるにはパスワードを入力してください。このあと 5 分間は、もう一度尋ねられることはありません。',
    submit: '続ける',
    submitting: 'パスワードを確認しています…',
  },
  cancel: 'キャンセル',

  crashed: {
    title: 'このページが動かなくなりました',
    lead: 'このページで問題が起きました。アカウントとデバイスは変更されていません。続けるにはページを再読み込みしてください。',
    reload: '再読み込み',
  },
  notFound: {
    title: 'ページが見つかりません',
    lead: 'このアドレスにページはありません。リンクが途中で切れているか、古い可能性があります。',
    home: 'セッションのページへ',
  },

  errors: {
    unreachable: 'サーバーから応答がありません。接続を確認して、もう一度お試しください。',
    busy: '現在、多くのリクエストが処理待ちです。しばらくしてからもう一度お試しください。',
    service_unavailable: 'サーバーは今、少し立て込んでいます。しばらくしてからもう一度お試しください。',
    internal_error: 'こちらで問題が起きました。しばらくしてからもう一度お試しください。',
    email_taken: 'このメールアドレスのアカウントはすでにあります。',
    sign_up_closed: 'アカウントを作成できるのは、このサービスの管理者だけです。管理者にお問い合わせください。',
    step_up_unavailable: 'ここでは本人であることを確認できません。このサービスの運営者に問い合わせてください。',
    sign_in_elsewhere: 'アプリケーションのページでログインしてください。ここにパスワードはありません。',
    credentials_incorrect: 'メールアドレスまたはパスワードが正しくありません。両方を確認して、もう一度お試しください。',
    account_disabled: 'このアカウントは停止されています。このサービスの管理者にお問い合わせください。',
    session_limit_reached:
      'このアカウントにログイン中のデバイスが多すぎます。いずれかをログアウトして、もう一度お試しください。',
    password_incorrect: 'パスワードが正しくありません。確認して、もう一度お試しください。',
    step_up_required: '先に本人であることを確認してから、もう一度お試しください。',
    too_many_streams:
      'このアカウントまたはこのネットワークで開いているページが多すぎます。ほかのタブを閉じて、時間をおいてもう一度お試しください。',
    rate_limited: '試行回数が多すぎます。時間をおいてもう一度お試しください。',
    token_not_provided: 'ログインしていません。ログインしてから、もう一度お試しください。',
    token_incorrect: 'ログアウトしています。ログインしてから、もう一度お試しください。',
    device_not_proved:
      'ログインしたときのブラウザーかどうかを確認できませんでした。少し待ってから再試行するか、もう一度ログインしてください。',
    alert_not_found: 'すでに回答済みか、時間がたちすぎています。',
    alert_link_unusable: 'このリンクは使用済みか、期限切れです。代わりにセッションを確認してください。',
    account_link_unusable: 'このリンクは使用済みか、期限切れです。新しいリンクを求めてください。',
    device_not_found: 'このデバイスは、もうあなたのデバイスではありません。',
    session_token_not_found: 'このデバイスは、もう一覧にありません。',
    session_token_incorrect:
      'このブラウザーはその間に改めてログインしました。ページを再読み込みして、もう一度お試しください。',
    validation_failed: '入力内容に正しくないところがあります。確認してください。',
    json_malformed: 'このページとサーバーの間で問題が起きました。ページを再読み込みしてください。',
    request_malformed: 'このページとサーバーの間で問題が起きました。ページを再読み込みしてください。',
    media_type_unsupported: 'このページとサーバーの間で問題が起きました。ページを再読み込みしてください。',
    body_too_large: '文字が多すぎます。入力を短くしてください。',
    headers_too_large:
      'このページの Cookie がブラウザーに多く保存されすぎています。削除してから、ログインしてください。',
    request_timed_out: '通信が遅すぎました。もう一度お試しください。',
    cross_site_refused: 'サーバーが知らないアドレスでこのページが開かれました。いつものアドレスで開いてください。',
    route_not_found: 'このページは古くなっています。再読み込みしてください。',
    method_not_allowed: 'このページは古くなっています。再読み込みしてください。',
  },
  rateLimitedUntil: (ahead) => `試行回数が多すぎます。${ahead}にもう一度お試しください。`,
};

export default japanese;
