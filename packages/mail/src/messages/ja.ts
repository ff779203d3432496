import type { Messages } from './en.ts';

const japanese: Messages = {
  locale: 'ja',
  direction: 'ltr',

  subject: (what) => `新しいログイン：${what}`,
  lead: 'アカウントで初めてのデバイスがログインしました。',
  subjectOfCountry: (what) => `新しい国からのログイン：${what}`,
  leadOfCountry: 'アカウントで初めての国からログインがありました。',
  subjectOfMany: (count) => `アカウントへの新しいログイン：${count} 件`,
  leadOfMany: 'アカウントで初めてのデバイスや国からログインがありました。',
  facts: { device: 'デバイス', how: '方法', when: '日時', where: '場所', address: 'アドレス', account: 'アカウント' },
  fact: (name, value) => `${name}：${value}`,

  device: {
    unknownBrowser: '不明なブラウザー',
    unknownSystem: '不明なシステム',
    on: (software, system) => `${software}（${system}）`,
    quoted: (name) => `「${name}」`,
    selfNamed: (name, device) => `${name}、${device}`,
  },
  signInMethods: {
    by: (application) => (application === null ? 'アプリケーションのログインページ' : `${application}のログインページ`),
    kinds: {
      password: 'あなたのパスワード',
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
  location: {
    inCountry: (country) => `おそらく${country}`,
    privately: 'お使いのローカルネットワーク',
    unknown: '国は不明',
  },
  addressUnknown: '不明',

  question: 'ご本人ですか？',
  yes: 'はいの場合：',
  afterYes: '何もする必要はありません。',
  no: 'いいえ、またはわからない場合：',
  afterNo:
    'リンクを開いてください。何が起きたかを確認でき、そのデバイスをその場でログアウトできます。ログインする必要はありません。',
  afterNoOfMany:
    'リンクを開いてください。それぞれのログインを確認でき、デバイスをその場でログアウトできます。ログインする必要はありません。',
  action: 'このログインを確認',
  actionOfMany: 'これらのログインを確認',
  link: (until) =>
    `リンクは ${until} まで使え、「はい」を「いいえ」に変えることもできます。開いても何も変わりません。ページで決めてください。リンクを知っている人はあなたの代わりに答えられるため、このメールは転送しないでください。`,

  sender: (name) => `${name} からアカウントのメールアドレスに送信しました。`,
  help: 'アカウントについてのヘルプ',
  credit:
    '国は IP アドレスから推定したもので、間違っていることがあります。ほかのサービスへの問い合わせはしていません。データ：Number Resource Organization（nro.net、CC BY 4.0）、IPtoASN。',

  account: {
    recovery: {
      subject: '新しいパスワードを設定してください',
      lead: 'あなたのアカウントの新しいパスワードが求められました。',
      advice:
        'ご本人ですか。それでしたら、リンクを開いて新しいパスワードを設定してください。その後、すべてのデバイスがログアウトされ、新しいパスワードが必要になります。',
      action: '新しいパスワードを設定',
      after: (until) =>
        `このリンクは ${until} まで、一度だけ使えます。開いただけでは何も変わりません。ページで決めてください。リンクを知っている人はあなたのパスワードを設定できるため、このメールは転送しないでください。ご本人でない場合は、何もする必要はありません。パスワードはそのままです。`,
    },
    password_changed: {
      subject: 'パスワードが変更されました',
      lead: 'あなたのアカウントのパスワードが変更され、ほかのすべてのデバイスがログアウトされました。',
      advice:
        'ご本人ではありませんか。それでしたら、すぐに新しいパスワードを求めてください。すべてのデバイスがログアウトされます。',
      action: '新しいパスワードを求める',
      after: () => 'ご本人でしたら、何もする必要はありません。',
    },
    verification: {
      subject: 'これはあなたのメールアドレスですか？',
      lead: 'このメールアドレスでアカウントが作成されました。',
      advice:
        'あなたのアカウントですか。それでしたら、アドレスを確認してください。パスワードを忘れたときは、このアドレスへのメールで再びログインできます。',
      action: 'このアカウントを見る',
      after: (until) =>
        `このリンクは ${until} まで、一度だけ使えます。開いただけでは何も変わりません。ページで決めてください。`,
    },
    disown: {
      lead: 'あなたのアカウントではありませんか。その場合は、削除できます。',
      action: 'このアカウントは私のものではありません',
    },
  },
};

export default japanese;
