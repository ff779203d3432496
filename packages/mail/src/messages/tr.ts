import type { Messages } from './en.ts';

const turkish: Messages = {
  locale: 'tr',
  direction: 'ltr',

  subject: (what) => `Yeni oturum: ${what}`,
  lead: 'Hesabınız için yeni olan bir cihazda oturum açıldı.',
  subjectOfCountry: (what) => `Yeni bir ülkeden oturum açıldı: ${what}`,
  leadOfCountry: 'Hesabınız için yeni olan bir ülkeden oturum açıldı.',
  subjectOfMany: (count) => `Hesabınızda yeni oturumlar: ${count}`,
  leadOfMany: 'Hesabınız için yeni olan cihazlardan veya ülkelerden oturum açıldı:',
  facts: { device: 'Cihaz', how: 'Nasıl', when: 'Ne zaman', where: 'Nerede', address: 'Adres', account: 'Hesap' },
  fact: (name, value) => `${name}: ${value}`,

  device: {
    unknownBrowser: 'Bilinmeyen tarayıcı',
    unknownSystem: 'bilinmeyen sistem',
    on: (software, system) => `${software} (${system})`,
    quoted: (name) => `“${name}”`,
    selfNamed: (name, device) => `${name}, ${device}`,
  },
  signInMethods: {
    by: (application) =>
      application === null ? 'uygulamanın oturum açma sayfası' : `${application} oturum açma sayfası`,
    kinds: {
      password: 'parolanız',
      passkey: 'geçiş kimliği',
      one_time_code: 'tek kullanımlık kod',
      text_message: 'SMS kodu',
      phone_call: 'telefon araması',
      email_link: 'e-posta bağlantısı',
      device: 'cihazın kimlik bilgisi',
      smart_card: 'akıllı kart',
      fingerprint: 'parmak izi',
      face: 'yüz tanıma',
      eye: 'göz taraması',
      voice: 'ses',
      pin: 'PIN',
      question: 'güvenlik sorusu',
      single_sign_on: 'tek oturum açma',
      windows: 'Windows',
      several: 'birden çok etken',
    },
  },
  location: {
    inCountry: (country) => `muhtemelen ${country}`,
    privately: 'Yerel ağınız',
    unknown: 'Ülke bilinmiyor',
  },
  addressUnknown: 'bilinmiyor',

  question: 'Bu siz miydiniz?',
  yes: 'Evetse:',
  afterYes: 'Yapmanız gereken bir şey yok.',
  no: 'Hayırsa veya emin değilseniz:',
  afterNo:
    'Bağlantıyı açın. Ne olduğunu gösterir; orada o cihazın oturumunu hemen kapatabilirsiniz. Bunun için oturum açmanız gerekmez.',
  afterNoOfMany:
    'Bağlantıyı açın. Bu oturumların her birini gösterir; orada o cihazların oturumunu hemen kapatabilirsiniz. Bunun için oturum açmanız gerekmez.',
  action: 'Bu oturuma bakın',
  actionOfMany: 'Bu oturumlara bakın',
  link: (until) =>
    `Bağlantı, bir evet yanıtını hayıra çevirmek için de çalışır (son tarih: ${until}). Bağlantıyı açmak hiçbir şeyi değiştirmez: Kararı sayfada siz verirsiniz. Lütfen bu e-postayı kimseye iletmeyin: Bağlantıya sahip olan kişi sizin yerinize yanıt verebilir.`,

  sender: (name) => `${name} tarafından hesabınızın adresine gönderildi.`,
  help: 'Hesabınızla ilgili yardım',
  credit:
    'Ülke IP adresinden tahmin edilir ve yanlış olabilir. Bunun için başka hiçbir hizmete sorulmadı. Veriler: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',

  account: {
    recovery: {
      subject: 'Yeni bir parola belirleyin',
      lead: 'Hesabınız için yeni bir parola istendi.',
      advice:
        'Siz miydiniz? Öyleyse bağlantıyı açıp bir parola belirleyin. Ardından tüm cihazların oturumu kapatılır ve yeni parola gerekir.',
      action: 'Yeni parola belirle',
      after: (until) =>
        `Bağlantı bir kez çalışır, son geçerlilik: ${until}. Bağlantıyı açmak hiçbir şeyi değiştirmez: Kararı sayfada siz verirsiniz. Lütfen bu e-postayı kimseye iletmeyin: Bağlantıya sahip olan kişi parolanızı belirleyebilir. Siz değil miydiniz? Öyleyse yapmanız gereken bir şey yok, parolanız olduğu gibi kalır.`,
    },
    password_changed: {
      subject: 'Parolanız değiştirildi',
      lead: 'Hesabınızın parolası değiştirildi ve diğer tüm cihazların oturumu kapatıldı.',
      advice: 'Siz değil miydiniz? Öyleyse hemen yeni bir parola isteyin. Bu, her cihazın oturumunu kapatır.',
      action: 'Yeni parola iste',
      after: () => 'Siz miydiniz? Öyleyse yapmanız gereken bir şey yok.',
    },
    verification: {
      subject: 'Bu sizin e-posta adresiniz mi?',
      lead: 'Bu e-posta adresiyle bir hesap açıldı.',
      advice:
        'Hesap sizin mi? Öyleyse adresi onaylayın. Parolanızı unutursanız bu adrese gelen bir e-postayla yeniden oturum açabilirsiniz.',
      action: 'Bu hesaba bak',
      after: (until) =>
        `Bağlantı bir kez çalışır, son geçerlilik: ${until}. Bağlantıyı açmak hiçbir şeyi değiştirmez: Kararı sayfada siz verirsiniz.`,
    },
    disown: {
      lead: 'Bu hesap sizin değil mi? Kaldırılmasını sağlayabilirsiniz.',
      action: 'Bu hesap benim değil',
    },
  },
};

export default turkish;
