import type { Sentences } from './en.ts';

const japanese: Sentences = {
  locale: 'ja',
  direction: 'ltr',

  subject: '新しいデバイスがアカウントにログインしました',
  lead: 'アカウントで初めてのデバイスが、あなたのパスワードでログインしました。',
  subjectOfCountry: '新しい国からアカウントにログインがありました',
  leadOfCountry: 'アカウントで初めての国から、あなたのパスワードでログインがありました。',
  subjectOfMany: (count) => `アカウントへの新しいログイン：${count} 件`,
  leadOfMany: 'アカウントで初めてのデバイスや国から、あなたのパスワードでログインがありました。',
  facts: { device: 'デバイス', when: '日時', where: '場所', address: 'アドレス', account: 'アカウント' },
  fact: (name, value) => `${name}：${value}`,

  device: {
    unknownBrowser: '不明なブラウザー',
    unknownSystem: '不明なシステム',
    on: (software, system) => `${software}（${system}）`,
    selfNamed: (name, device) => `「${name}」、${device}`,
  },
  places: {
    inCountry: (country) => `${country}（推定）`,
    privately: 'プライベートネットワーク',
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

  sender: 'Latchkey からアカウントのメールアドレスに送信しました。',
  credit:
    '国はアドレスから推定したもので、正確とは限りません。外部への問い合わせはしていません。データ：Number Resource Organization（nro.net、CC BY 4.0）、IPtoASN。',

  account: {
    recovery: {
      subject: '新しいパスワードを選んでください',
      lead: 'あなたのアカウントの新しいパスワードが求められました。',
      advice:
        'ご本人ですか。それでしたら、リンクを開いて新しいパスワードを選んでください。その後、すべてのデバイスがログアウトされ、新しいパスワードが必要になります。',
      action: '新しいパスワードを選ぶ',
      after: (until) =>
        `このリンクは ${until} まで、一度だけ使えます。開いただけでは何も変わりません。ページでお決めください。リンクを持つ人はあなたのパスワードを設定できますので、このメールを転送しないでください。ご本人でない場合は、何もする必要はありません。パスワードはそのままです。`,
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
      lead: 'このメールアドレスでアカウントが作られました。',
      advice:
        'あなたのアカウントですか。それでしたら、アドレスを確認してください。パスワードを忘れたときに、このアドレスで戻れます。',
      action: 'このアカウントを見る',
      after: (until) =>
        `このリンクは ${until} まで、一度だけ使えます。開いただけでは何も変わりません。ページでお決めください。`,
    },
    disown: {
      lead: 'あなたのアカウントではありませんか。お知らせいただくと、このアドレスはアカウントから外されます。',
      action: 'このアカウントは私のものではありません',
    },
  },
};

export default japanese;
