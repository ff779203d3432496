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
};

export default turkish;
