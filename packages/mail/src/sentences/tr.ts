import type { Sentences } from './en.ts';

const turkish: Sentences = {
  locale: 'tr',
  direction: 'ltr',

  subject: 'Hesabınız için yeni olan bir cihazda oturum açıldı',
  lead: 'Hesabınız için yeni olan bir cihazda parolanızla oturum açıldı.',
  subjectOfCountry: 'Hesabınızda yeni bir ülkeden oturum açıldı',
  leadOfCountry: 'Hesabınız için yeni olan bir ülkeden parolanızla oturum açıldı.',
  subjectOfMany: (count) => `Hesabınızda yeni oturumlar: ${count}`,
  leadOfMany: 'Hesabınız için yeni olan cihazlardan veya ülkelerden parolanızla oturum açıldı:',
  facts: { device: 'Cihaz', when: 'Ne zaman', where: 'Nerede', address: 'Adres', account: 'Hesap' },
  fact: (name, value) => `${name}: ${value}`,

  device: {
    unknownBrowser: 'Bilinmeyen tarayıcı',
    unknownSystem: 'bilinmeyen sistem',
    on: (software, system) => `${software} (${system})`,
    selfNamed: (name, device) => `“${name}”, ${device}`,
  },
  places: {
    inCountry: (country) => `${country} (yaklaşık)`,
    privately: 'Özel ağ',
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

  sender: 'Latchkey tarafından hesabınızın adresine gönderildi.',
  credit:
    'Ülke adresten anlaşılır ve yaklaşıktır. Bunun için başka kimseye sorulmadı. Veriler: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',

  account: {
    recovery: {
      subject: 'Yeni bir parola seçin',
      lead: 'Hesabınız için yeni bir parola istendi.',
      advice:
        'Siz miydiniz? Öyleyse bağlantıyı açıp bir parola seçin. Ardından tüm cihazların oturumu kapanır ve yeni parola gerekir.',
      action: 'Yeni parola seç',
      after: (until) =>
        `Bağlantı bir kez çalışır, son geçerlilik: ${until}. Açmak hiçbir şeyi değiştirmez: kararı sayfada siz verirsiniz. Lütfen bu e-postayı iletmeyin: bağlantıya sahip olan herkes parolanızı belirleyebilir. Siz değil miydiniz? Öyleyse yapmanız gereken bir şey yok, parolanız olduğu gibi kalır.`,
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
      advice: 'Hesap sizin mi? Öyleyse adresi onaylayın. Parolanızı unutursanız hesabınıza bu adresle dönersiniz.',
      action: 'Bu hesaba bak',
      after: (until) =>
        `Bağlantı bir kez çalışır, son geçerlilik: ${until}. Açmak hiçbir şeyi değiştirmez: kararı sayfada siz verirsiniz.`,
    },
    disown: {
      lead: 'Bu hesap sizin değil mi? Bunu bildirin, hesap bu adresi kaybetsin.',
      action: 'Bu hesap benim değil',
    },
  },
};

export default turkish;
