import { pluralOf } from './plural.ts';
import type { Messages } from './en.ts';

const plural = pluralOf('tr');
/** A Turkish noun has no plural after a number, so that most messages need one form. */
const number = (count: number) => plural(count, { other: '#' });

const turkish: Messages = {
  shell: {
    description: 'Hesabınızda oturumu açık olan her cihazı görün, istediğinizin oturumunu kapatın.',
    needsJavaScript: 'Bu sayfa, oturumlarınızı gösterebilmek için JavaScript’e ihtiyaç duyar.',
    loadFailed: 'Bu sayfanın bir bölümü yüklenemedi.',
    loadAgain: 'Yeniden yükle',
  },
  language: 'Dil',
  help: 'Yardım',
  terms: 'Koşullar',
  skip: 'İçeriğe geç',
  notifications: 'Bildirimler',
  dismiss: 'Kapat',

  signIn: {
    title: 'Oturum açın',
    lead: 'Hesabınızda oturumu açık olan her cihazı görün.',
    submit: 'Oturum aç',
    submitting: 'Oturum açılıyor…',
    otherwise: 'Burada yeni misiniz?',
    otherwiseLink: 'Hesap oluşturun',
  },
  signUp: {
    title: 'Hesabınızı oluşturun',
    lead: 'Hesabınızda oturumu açık olan her cihazı görür, istediğinizin oturumunu kapatabilirsiniz.',
    submit: 'Hesap oluştur',
    submitting: 'Hesabınız oluşturuluyor…',
    otherwise: 'Zaten hesabınız var mı?',
    otherwiseLink: 'Oturum açın',
  },
  credentials: {
    email: 'E-posta adresi',
    password: 'Parola',
    passwordRule: 'En az 8 karakter. Art arda birkaç sözcük iyi olur.',
    showPassword: 'Parolayı göster',
    hidePassword: 'Parolayı gizle',
    rememberMe: 'Oturumum açık kalsın',
    rememberMeHint: 'Yalnızca sizin kullandığınız bir cihaz için.',
    emailMissing: 'E-posta adresinizi girin.',
    emailMalformed: 'Bu e-posta adresi tamamlanmamış. Şuna benzemeli: ad@example.com.',
    passwordMissing: 'Parolanızı girin.',
    passwordShort: 'En az 8 karakter kullanın.',
    signInInstead: 'Bunun yerine oturum aç',
    loading: 'Oturumunuzun açık olup olmadığına bakılıyor…',
  },

  // Times are in brackets, because their suffix depends on how the last number is spoken.
  ended: {
    logout: (when) => `Oturumunuzu kapattınız (${when}). Bu tarayıcıda artık açık oturum yok.`,
    revoked: (when, by) =>
      by === null
        ? `Bu tarayıcının oturumu başka bir cihazdan kapatıldı (${when}).`
        : `Bu tarayıcının oturumu “${by}” cihazından kapatıldı (${when}).`,
    revoked_others: (when, by) =>
      by === null
        ? `Bu tarayıcının oturumu, diğerlerinin hepsiyle birlikte, başka bir cihazdan kapatıldı (${when}).`
        : `Bu tarayıcının oturumu, diğerlerinin hepsiyle birlikte, “${by}” cihazından kapatıldı (${when}).`,
    revoked_all: (when, by) =>
      by === null
        ? `Bu tarayıcı dahil, hesabınızdaki her cihazın oturumu kapatıldı (${when}).`
        : `Bu tarayıcı dahil, hesabınızdaki her cihazın oturumu “${by}” cihazından kapatıldı (${when}).`,
    idle: (when) => `Bu tarayıcı bir süredir kullanılmadığı için oturumu kapatıldı (${when}).`,
    expired: (when, _by, limit) => `Oturumunuz ${limit} ulaştı (${when}).`,
    reported: (when) =>
      `Bu tarayıcının oturumu kapatıldı (${when}): Hesabın sahibi, bu oturumu kendisinin açmadığını bildirdi.`,
    superseded: (when) => `Bu tarayıcıda yeniden oturum açtınız (${when}). Önceki oturumunuzun yerini bu oturum aldı.`,
    limit_reached: (when, by) =>
      by === null
        ? `Bu tarayıcının oturumu kapatıldı (${when}): Yeni bir cihaz oturum açtı ve cihaz sayısı sınırı aştı.`
        : `Bu tarayıcının oturumu kapatıldı (${when}): “${by}” cihazı oturum açtı ve cihaz sayısı sınırı aştı.`,
    password_changed: (when, by) =>
      by === null
        ? `Parolanız değiştirildi ve diğer tüm cihazların oturumu kapatıldı (${when}).`
        : `Parolanız “${by}” cihazında değiştirildi ve diğer tüm cihazların oturumu kapatıldı (${when}).`,
    account_disabled: (when) => `Hesabınız devre dışı bırakıldı (${when}).`,
    account_deleted: (when) => `Hesabınız silindi ve her cihazın oturumu kapatıldı (${when}).`,
  },
  afterEnd: {
    logout: 'Dilediğiniz zaman yeniden oturum açabilirsiniz.',
    revoked: 'Bunu siz yapmadınız mı? O hâlde hesabınızda başka biri var. Oturum açıp yeni bir parola belirleyin.',
    revoked_others:
      'Bunu siz yapmadınız mı? O hâlde hesabınızda başka biri var. Oturum açıp yeni bir parola belirleyin.',
    revoked_all:
      'Bunu siz yapmadınız mı? O hâlde hesabınızda başka biri olabilir. Oturum açıp yeni bir parola belirleyin.',
    idle: 'Bir sorun yok. Devam etmek için oturum açın.',
    expired: 'Bir sorun yok. Devam etmek için oturum açın.',
    reported: 'Hesabın sahibi sizseniz ve böyle bir şey bildirmediyseniz oturum açıp yeni bir parola belirleyin.',
    superseded: 'Bir sorun yok. Devam etmek için oturum açın.',
    limit_reached:
      'Bu cihazı tanımıyor musunuz? O hâlde hesabınızda başka biri var. Oturum açıp yeni bir parola belirleyin.',
    password_changed:
      'Yeni parolayla oturum açın. Parolayı başka biri değiştirdiyse “Parolanızı mı unuttunuz?” seçeneğiyle kendinize yeni bir parola belirleyin.',
    account_disabled: 'Bu hizmeti yöneten kişiye başvurun.',
    account_deleted: 'Artık kimse bu hesapta oturum açamaz. Yeni bir hesap oluşturabilirsiniz.',
  },
  timeLimit: (limit) =>
    limit === null
      ? 'süre sınırına'
      : `${number(limit.count)} ${limit.unit === 'day' ? 'günlük' : 'saatlik'} süre sınırına`,
  endedTitle: 'Oturumunuz kapandı',
  endedSomehow: 'Bu tarayıcıda artık oturumunuz açık değil.',
  afterEndSomehow: 'Devam etmek için oturum açın.',
  deviceNotProvedTitle: 'Bu tarayıcı doğrulanamadı',
  chooseNewPassword: 'Oturum aç ve parolamı değiştir',
  newPasswordNext: 'Oturum açtıktan sonra yeni bir parola belirlersiniz.',
  today: (time) => `bugün, ${time}`,
  onDay: (date, time) => `${date}, ${time}`,
  justNow: 'az önce',

  sessions: {
    title: 'Oturumları yönetin',
    loading: 'Oturumlarınız yükleniyor…',
    thisDevice: 'Bu cihaz',
    unconfirmed: 'Yeni, onaylanmadı',
    othersCount: (count) => `${number(count)} başka cihazda oturum açık`,
    none: 'Yalnızca bu cihazda oturum açık.',
    noneHint: 'Başka hiçbir cihaz hesabınızı kullanamaz.',
    activeNow: 'Şu anda etkin',
    lastUsed: (ago) => `Son kullanım: ${ago}`,
    signedIn: (date) => `Oturum açma: ${date}`,
    from: (address) => `(adres: ${address})`,
    ends: (ahead) => `Bitiş: ${ahead}`,
    endsUnlessUsed: (ahead) => `Kullanılmazsa bitiş: ${ahead}`,
    bound: 'Cihazına bağlı: oturumun çalınan bir kopyası başka yerde çalışmaz',
    selfNamed: (device) => `Bu adı kendisi seçti (${device})`,
    failed: 'Oturumlarınız yüklenemedi',
    live: 'Canlı. Değişiklikler anında görünür',
    notLive: 'Yeniden bağlanılıyor…',
    lastChecked: (time) => `Son denetim: ${time}`,
    notRefreshed: 'Yenilenemedi',
    othersSoFar: (count) => `Şimdilik ${number(count)} başka cihaz…`,
    othersShown: (shown, all) => `${number(all)} başka cihazdan ${number(shown)} tanesi gösteriliyor`,
    notAll: 'Oturumlarınızın bir kısmı yüklenemedi.',
    appeared: (device) => `“${device}” cihazında az önce oturum açıldı`,
    appearedMany: (count) => `${number(count)} cihazda az önce oturum açıldı`,
  },
  deviceList: {
    title: 'Cihazlarınız',
    signedInTo: (email) => `${email} hesabında oturumu açık`,
    detailsOf: (device) => `“${device}” cihazının ayrıntıları`,
    used: (ago) => `${ago} kullanıldı`,
    elsewhere: (signIn, lastUse) => `Oturum açma: ${signIn}, son kullanım: ${lastUse}`,
    remembered: 'Tarayıcı kapanınca oturum açık kalır',
    rename: 'Yeniden adlandır',
    filter: 'Filtrele',
    order: 'Sıralama',
    orders: { toCheck: 'Önce bakılacaklar', lastUsed: 'Önce son kullanılanlar', signedIn: 'Önce en yeniler' },
    toCheck: (count) => `Bakılacak ${number(count)} cihaz var`,
    onlyInCountry: (country) => `Tek cihaz: ${country}`,
    usedOnce: 'Bir kez kullanıldı',
    why: {
      unconfirmed:
        'Bu oturumu sizin açıp açmadığınızı henüz söylemediniz. Daha önce kullandığınız bir cihazda veya e-postamız üzerinden yanıtlayın. Siz değilseniz cihazın oturumunu kapatın.',
      newCountry: (country) => `Son olarak hesabınız için yeni bir ülkeden kullanıldı: ${country}.`,
      onlyInCountry: (country) =>
        `${country}: orada başka hiçbir cihazınız yok. Şu anda kullandığınız cihaz başka bir ülkede.`,
      usedOnce: 'Yalnızca oturum açıldığı gün kullanıldı, sonra hiç kullanılmadı.',
    },
    somethingWrong: 'Bir sorun mu var?',
    somethingWrongLead: 'Size ait olmayan bir cihaz mı görüyorsunuz? Oturumunu kapatın, sonra parolanızı değiştirin.',
    recentEvents: 'Son olanlar',
    mapOfLastUse: 'Harita, her cihazın son olarak nerede kullanıldığını gösterir.',
  },
  locations: {
    title: 'Cihazlarınız nerede',
    inCountry: (country) => `muhtemelen ${country}`,
    privately: 'Yerel ağınız',
    unknown: 'Ülke bilinmiyor',
    devices: (country, count) => `${country}: ${number(count)} cihaz`,
    devicesPrivately: (count) => `Yerel ağınızda: ${number(count)} cihaz`,
    devicesUnknown: (count) => `Ülke bilinmiyor: ${number(count)} cihaz`,
    credit:
      'Ülkeler IP adreslerinden tahmin edilir ve yanlış olabilir. Bunun için başka hiçbir hizmete sorulmadı. Veriler: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN, Natural Earth.',
  },
  activity: {
    used: (count, days) => `Son ${number(days)} günün ${number(count)} gününde kullanıldı`,
    usedSince: (count, days) =>
      plural(days, {
        one: 'Oturum bugün açıldı',
        other: `Oturum açıldığından beri # günün ${number(count)} gününde kullanıldı`,
      }),
    eachIsADay: 'Her çizgi UTC’ye göre bir gündür; sonuncusu bugündür',
  },
  signInMethods: {
    with: (methods) => `Oturum açma yöntemi: ${methods}`,
    brief: (methods) => `yöntem: ${methods}`,
    by: (application) =>
      application === null ? 'Oturum, uygulamanın kendi sayfasında açıldı' : `Oturum, ${application} sayfasında açıldı`,
    steppedUp: (device) => `Siz olduğunuz şu cihazda onaylandı: ${device}`,
    kinds: {
      password: 'parola',
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
  application: {
    at: (name) => (name === null ? 'uygulamada' : `${name} sayfasında`),
    signIn: (where) => `Oturum aç: ${where}`,
    signInLead: (where) => `Oturumu ${where} açar, sonra buraya dönersiniz.`,
    signInUnknown: 'Oturum, uygulamanın kendi sayfasında açılır. Orada oturum açın, sonra bu sayfaya dönün.',
    afterEnd:
      'Bu siz değil miydiniz? O hâlde hesabınızda başka biri olabilir. Oturum açın, cihazlarınıza bakın ve oturum açma yönteminizi değiştirin.',
    confirm: (where) => `Onayla: ${where}`,
    confirmHint: (where) =>
      `Siz olduğunuzu ${where} onaylar, sonra buraya dönersiniz. Beş dakika boyunca yeniden sorulmaz.`,
    cannotConfirm: (where) =>
      `Diğer cihazların oturumu burada kapatılamaz, çünkü siz olduğunuzu kimse ${where} onaylayamıyor. Hizmeti yönetenlere sorun.`,
    confirmed: 'Siz olduğunuz onaylandı',
    notConfirmed: 'Siz olduğunuz onaylanmadı',
    nothingChanged: 'Hiçbir cihazın oturumu kapatılmadı.',
    consequence:
      'Oturumu hemen kapatılır ve hesabınızı ancak yeniden oturum açıldıktan sonra kullanabilir. Bu geri alınamaz.',
    somethingWrongLead: (where) =>
      `Size ait olmayan bir cihaz mı görüyorsunuz? Oturumunu kapatın, sonra oturum açma yönteminizi ${where} değiştirin.`,
    unknownHint: 'Oturumu kapatın, sonra ne yapılacağına bakın.',
    secure: 'Hesabınızı koruyun',
    advice: (where) =>
      `O cihaz artık hiçbir şey yapamaz. Ama onu kullanan kişi nasıl oturum açtığınızı biliyor olabilir: oturum açma yönteminizi ${where} değiştirin.`,
    historyLead: (where) =>
      `Hesabınızda olup bitenler, en yenisi en üstte. Size ait olmayan bir şey mi var? O cihazın oturumunu kapatın ve oturum açma yönteminizi ${where} değiştirin.`,
    signInFailed: (device) => `“${device}” cihazından oturum açma denemesi başarısız oldu`,
    failedAttempts: (count) => `${number(count)} başarısız deneme`,
    account: (where) => `Hesabınız: ${where}`,
    emailHint: (where) => `Yeni cihazlarla ilgili e-postalar bu adrese gider. Adresi ${where} değiştirirsiniz.`,
  },
  filters: {
    search: 'Oturumlarınızda arayın',
    searchHint: 'Ad, program veya adres',
    legend: 'Filtreler',
    clear: 'Hepsini yeniden göster',
    group: 'Benzer cihazları grupla',
    none: 'Sonuç yok.',
    noneHint: 'Daha az sözcük veya başka filtreler deneyin.',
    facets: {
      unused: 'Son kullanım',
      country: 'Ülke',
      kind: 'Cihaz türü',
      software: 'Tarayıcı veya program',
      binding: 'Cihaza bağlı',
    },
    any: {
      unused: 'Tüm zamanlar',
      country: 'Tüm ülkeler',
      kind: 'Tüm türler',
      software: 'Tüm tarayıcılar ve programlar',
      binding: 'Bağlı olan ve olmayan',
    },
    option: (name, count) => `${name} (${number(count)})`,
    unused: (days) => `${number(days)} gündür kullanılmıyor`,
    bound: 'Bir cihaza bağlı',
    unbound: 'Cihaza bağlı değil',
    kinds: {
      desktop: 'Bilgisayarlar',
      phone: 'Telefonlar',
      tablet: 'Tabletler',
      tv: 'Televizyonlar',
      console: 'Oyun konsolları',
      wearable: 'Saatler ve başlıklar',
      program: 'Programlar',
      unknown: 'Bilinmeyen cihazlar',
    },
    groupSize: (count) => `${number(count)} oturum`,
    open: 'Tümünü göster',
    openOf: (device, count) => `“${device}” cihazının ${number(count)} oturumunun tümünü göster`,
    close: 'Birini göster',
    closeOf: (device) => `“${device}” cihazının oturumlarından yalnızca birini göster`,
    endAll: (count) => `Tümünü kapat (${number(count)})`,
    endAllOf: (device, count) => `Tümünü kapat (${number(count)}): “${device}” oturumları`,
    printed: 'Bu çıktı, uzun bir listenin bir kısmını gösterir. Gerekeni yazdırmak için arayın veya filtreleyin.',
  },
  selection: {
    select: (device) => `“${device}” cihazını seç`,
    selectGroup: (device, count) => `“${device}” cihazının ${number(count)} oturumunun tümünü seç`,
    all: (count) => plural(count, { one: 'Gösterilen oturumu seç', other: 'Gösterilen # oturumun tümünü seç' }),
    title: 'Seçilen oturumlar',
    count: (count) => `${number(count)} seçildi`,
    clear: 'Temizle',
    clearOf: 'Seçimi temizle',
  },
  loading: {
    notSignedOut: 'Oturumunuz açık kalır.',
    retry: 'Yeniden dene',
    retrying: 'Yeniden deneniyor…',
  },
  history: {
    title: 'Geçmiş',
    hint: 'Oturum açmalar, başarısız denemeler ve her cihazın oturumunun nasıl kapatıldığı.',
    open: 'Geçmişi aç',
    back: 'Oturumlarınıza dönün',
    lead: 'Hesabınızda olup bitenler, en yenisi en üstte. Size ait olmayan bir şey mi var? O cihazın oturumunu kapatın ve parolanızı değiştirin.',
    loading: 'Geçmişiniz yükleniyor…',
    failed: 'Geçmişiniz yüklenemedi',
    none: 'Böyle bir şey olmadı.',
    older: 'Daha eskileri göster',
    loadingOlder: 'Yükleniyor…',
    olderFailed: 'Daha eski kayıtlar yüklenemedi. Yeniden deneyin.',
    wrongPasswords: (count) => `${number(count)} yanlış parola`,
    wrongFrom: (passwords, device) => `“${device}” cihazından ${passwords}`,
    wrongOn: (passwords, device) => `“${device}” cihazında ${passwords}`,
    ofDevice: 'Bu cihazın geçmişi',
    onlyDevice: (device) => `Yalnızca “${device}”`,
    signedInFrom: (address) => `oturum açma adresi: ${address}`,
    allDevices: 'Tüm cihazları göster',
    filterBy: 'Gösterilenler',
    filters: {
      everything: 'Hepsi',
      signIns: 'Oturum açmalar',
      failures: 'Başarısız denemeler',
      ends: 'Kapanan oturumlar',
      changes: 'Değişiklikler',
    },
    events: {
      signed_in: (device) => `“${device}” cihazında oturum açıldı`,
      sign_in_failed: (device) => `“${device}” cihazından yanlış parolayla oturum açılmak istendi`,
      stepped_up: (device) => `Parola “${device}” cihazında onaylandı`,
      step_up_failed: (device) => `“${device}” cihazında yanlış parola girildi`,
      password_changed: (device) => `Parola “${device}” cihazında değiştirildi`,
      password_reset_requested: (device) => `“${device}” cihazından yeni bir parola istendi`,
      password_reset: (device) => `“${device}” cihazında bir e-postadaki bağlantıyla yeni parola belirlendi`,
      email_verified: (device) => `E-posta adresi “${device}” cihazında onaylandı`,
      device_renamed: (name) => (name === null ? 'Bir cihazın adı kaldırıldı' : `Bir cihaza “${name}” adı verildi`),
      idle_limit_changed: (device) =>
        `Kullanılmayan cihazların oturumunun ne zaman kapatılacağı “${device}” cihazında değiştirildi`,
      alert_confirmed: (device, by) =>
        by === null
          ? `“${device}” cihazı onaylandı: Sizdiniz`
          : `“${device}” cihazı “${by}” cihazında onaylandı: Sizdiniz`,
      alert_reopened: (device) => `“${device}” cihazı için verilen “bendim” yanıtı geri alındı`,
      alert_denied: (device) => `“${device}” cihazı bildirildi: Siz değildiniz`,
      ended: (device) => `“${device}” cihazının oturumu kapatıldı`,
    },
    ends: {
      logout: (device) => `“${device}” cihazı oturumunu kapattı`,
      revoked: (device, by) =>
        by === null
          ? `“${device}” cihazının oturumu başka bir cihazdan kapatıldı`
          : `“${device}” cihazının oturumu “${by}” cihazından kapatıldı`,
      revoked_others: (device, by) =>
        by === null
          ? `“${device}” cihazının oturumu, diğerlerinin hepsiyle birlikte kapatıldı`
          : `“${device}” cihazının oturumu, diğerlerinin hepsiyle birlikte, “${by}” cihazından kapatıldı`,
      revoked_all: (device) => `“${device}” cihazının oturumu, tüm cihazlarla birlikte kapatıldı`,
      reported: (device, by) =>
        by === null
          ? `“${device}” cihazının oturumu, siz olmadığınız için kapatıldı`
          : `“${device}” cihazının oturumu, siz olmadığınız için “${by}” cihazından kapatıldı`,
      idle: (device) => `“${device}” cihazı bir süredir kullanılmadığı için oturumu kapatıldı`,
      expired: (device, _by, limit) => `“${device}” cihazının oturumu, ${limit} ulaştığı için kapatıldı`,
      superseded: (device) => `“${device}” cihazında yeniden oturum açıldı; önceki oturumun yerini bu oturum aldı`,
      limit_reached: (device) => `“${device}” cihazının oturumu, yeni bir cihaza yer açmak için kapatıldı`,
      password_changed: (device) => `“${device}” cihazının oturumu, parola değiştirildiğinde kapatıldı`,
      account_disabled: (device) => `“${device}” cihazının oturumu, hesap devre dışı bırakıldığında kapatıldı`,
      account_deleted: (device) => `“${device}” cihazının oturumu, hesap silindiğinde kapatıldı`,
    },
  },
  device: {
    inSentence: (name) => name,
    quoted: (name) => `“${name}”`,
    unknownBrowser: 'Bilinmeyen tarayıcı',
    unknownSystem: 'bilinmeyen sistem',
    on: (software, system) => `${software} (${system})`,
  },
  ending: {
    unknown: (count) => plural(count, { one: 'Bunu tanımıyorum', other: 'Bunları tanımıyorum' }),
    unknownHint: 'Oturumu kapatın, ardından burada yeni bir parola seçin.',
    proofHint: 'Bunu yalnızca siz yapabilesiniz diye. Beş dakika boyunca yeniden sorulmaz.',
    goneHint: 'Bu arada oturumu kapatıldı.',
    close: 'Kapat',
  },
  logout: {
    action: 'Oturumu kapat',
    pending: 'Oturum kapatılıyor…',
    of: (device) => `“${device}” cihazının oturumunu kapat`,
    pendingOf: (device) => `“${device}” cihazının oturumu kapatılıyor…`,
    failed: 'Oturumunuz kapatılamadı',
  },
  revoke: {
    question: (device) => `“${device}” cihazının oturumu kapatılsın mı?`,
    consequence:
      'Oturumu hemen kapatılır. Cihaz, hesabınızı ancak parolanızla yeniden oturum açılınca kullanabilir. Bu işlem geri alınamaz.',
    consequenceForProgram: 'Oturumu hemen kapatılır ve yeniden oturum açılana kadar çalışmaz. Bu işlem geri alınamaz.',
    cancel: 'Oturumu açık kalsın',
    done: (device) => `“${device}” cihazının oturumu kapatıldı`,
    failed: (device) => `“${device}” cihazının oturumu kapatılamadı`,
    gone: (device) => `“${device}” cihazının oturumu zaten kapatılmıştı`,
  },
  revokeOthers: {
    action: 'Diğer oturumları kapat',
    question: (count) =>
      plural(count, {
        one: 'Diğer cihazın oturumu kapatılsın mı?',
        other: 'Diğer # cihazın oturumu kapatılsın mı?',
      }),
    consequence:
      'Oturumları hemen kapatılır ve yeniden oturum açmaları gerekir. Bu işlem geri alınamaz. Bu cihazın oturumu açık kalır.',
    confirm: (count) => `${number(count)} cihazın oturumunu kapat`,
    cancel: 'Oturumları açık kalsın',
    done: (count) => `${number(count)} cihazın oturumu kapatıldı`,
    failed: 'Diğer cihazların oturumu kapatılamadı',
  },
  revokeMany: {
    visible: (count) => plural(count, { one: 'Gösterilen oturumu kapat', other: 'Gösterilen # oturumu kapat' }),
    question: (count) => `${number(count)} cihazın oturumu kapatılsın mı?`,
    consequence:
      'Yalnızca bu cihazların oturumu hemen kapatılır. Bu arada oturum açan bir cihazın oturumu açık kalır. Bu işlem geri alınamaz.',
    list: 'Oturumu kapatılacak cihazlar',
    gone: (names) => `Oturumu zaten kapatılmış olanlar: ${names}.`,
    more: (count) => `${number(count)} cihaz daha`,
    failed: (count) => `${number(count)} cihazın oturumu kapatılamadı`,
  },
  rename: {
    of: (device) => `“${device}” cihazını yeniden adlandır`,
    hint: 'Bu adı yalnızca siz görürsünüz. Cihazın ayrıntıları adın altında görünmeye devam eder.',
    name: 'Ad',
    nameRule: 'En çok 60 karakter. Adı kaldırmak için boş bırakın.',
    submit: 'Adı kaydet',
    done: (name) => `Yeni ad: “${name}”`,
    removed: (name) => `“${name}” adı kaldırıldı`,
    undo: 'Geri al',
    failed: (device) => `“${device}” cihazı yeniden adlandırılamadı`,
  },

  alerts: {
    title: 'Bu siz miydiniz?',
    lead: (count) =>
      plural(count, {
        one: 'Hesabınız için yeni olan bir cihazda oturum açıldı.',
        other: 'Hesabınız için yeni olan # cihazda oturum açıldı.',
      }),
    announced: (device) => `Hesabınız için yeni olan bir cihazda oturum açıldı: “${device}”. Bu siz miydiniz?`,
    more: (count) => `Bunlar yanıtlanınca ${number(count)} tane daha gösterilecek.`,
    signedIn: (ago, when) => `Oturum açma: ${ago} (${when})`,
    newCountry: 'Yeni ülke',
    isGone: 'Oturumu sonradan kapatıldı',
    yes: 'Evet, bendim',
    yesOf: (device) => `Evet, bendim: ${device}`,
    no: 'Hayır, oturumunu kapat',
    noGone: 'Hayır, ben değildim',
    noOf: (device) => `Hayır, oturumunu kapat: ${device}`,
    noGoneOf: (device) => `Hayır, ben değildim: ${device}`,
    confirmed: (device) => `Teşekkürler. “${device}” cihazı sizin`,
    undone: (device) => `Geri alındı. “${device}” cihazı size yeniden sorulacak`,
    undoFailed: (device) => `“${device}” cihazıyla ilgili yanıtınız geri alınamadı`,
    failed: (device) => `“${device}” cihazıyla ilgili yanıtınız kaydedilemedi`,
    gone: (device) => `“${device}” cihazıyla ilgili soru zaten yanıtlanmıştı`,
    denied: {
      title: (device) => `“${device}” cihazının oturumu kapatıldı`,
      titleGone: (device) => `“${device}” cihazının oturumu zaten kapanmıştı`,
      done: (time) => `Oturum kapatıldı (saat ${time}). Bu cihaz artık hesabınızı kullanamaz.`,
      doneGone: 'Oturumu açık değil, hesabınızı kullanamaz.',
      advice:
        'O cihaz artık hiçbir şey yapamaz. Ama onu kullanan kişi parolanızı biliyordu: Yeni bir parola belirleyin. Bu, diğer tüm cihazların oturumunu da kapatır.',
      later: 'Şimdi değil',
    },
  },
  newDevice: {
    title: 'Bu siz miydiniz?',
    lead: (email) =>
      `${email} hesabı için yeni olan bir cihazda oturum açıldı. Henüz hiçbir şey değiştirilmedi. Kararı burada siz verirsiniz.`,
    leadOfMany: (email) =>
      `${email} hesabında, hesap için yeni olan cihazlardan veya ülkelerden oturum açıldı. Henüz hiçbir şey değiştirilmedi. Kararı burada siz verirsiniz.`,
    yes: 'Evet, bendim',
    no: 'Hayır, o cihazın oturumunu kapat',
    noGone: 'Hayır, ben değildim',
    none: 'Bunların hiçbiri ben değildim',
    saidYesOn: (device, when) =>
      `Biri “${device}” cihazında “bendim” yanıtını verdi (${when}). Burada hâlâ hayır diyebilirsiniz.`,
    saidYes: (when) =>
      `Biri bir e-postadaki bağlantıyla “bendim” yanıtını verdi (${when}). Burada hâlâ hayır diyebilirsiniz.`,
    isConfirmed: 'Sizdiniz',
    isDenied: 'Siz değildiniz. Cihazın oturumu kapatıldı',
    confirmed: {
      title: 'Teşekkürler. Sizdiniz',
      lead: 'Cihazın oturumu açık kalır ve yapılacak başka bir şey yok. Bu sayfayı kapatabilirsiniz.',
      undo: 'Geri al: bana yeniden sorun',
    },
    denied: {
      title: 'O cihazın oturumu kapatıldı',
      titleGone: 'Bildirdiğiniz için teşekkürler',
      done: (time) => `Oturum kapatıldı (saat ${time}). O cihaz artık hesabınızı kullanamaz.`,
      doneGone: 'O cihazın oturumu zaten kapanmıştı, hesabınızı kullanamaz.',
      advice:
        'Doğru olanı yaptınız. Bir adım daha: Onu kullanan kişi parolanızı biliyordu, bu yüzden yeni bir parola belirleyin. Bu, diğer tüm cihazların oturumunu da kapatır.',
      signIn: 'Oturum aç ve parolamı değiştir',
      sessions: 'Oturumlarınıza bakın',
    },
    unusable: {
      reasons:
        'Bir bağlantı yedi gün çalışır. Hayır yanıtını ya da siz olduğunuzu onayladıktan sonra evet yanıtını verdiğinizde ve aynı oturumla ilgili daha yeni bir e-posta gönderildiğinde artık çalışmaz. Bağlantı eksik geldiyse onu e-postadan bir kez daha açın.',
      advice:
        'Açmak hiçbir şeyi değiştirmedi; daha önce verilen yanıt geçerliliğini koruyor. Oturumlar sayfasında hangi cihazların oturumunun açık olduğunu her zaman görebilir ve dilediğiniz cihazın oturumunu kapatabilirsiniz.',
    },
  },
  recovery: {
    link: 'Parolanızı mı unuttunuz?',
    title: 'Parolanızı mı unuttunuz?',
    lead: 'Hesabınızın e-posta adresini girin. Oraya bir bağlantı göndeririz, onunla yeni bir parola belirlersiniz.',
    submit: 'Bağlantıyı gönder',
    submitting: 'Bağlantı gönderiliyor…',
    back: 'Oturum açmaya dön',
    ask: 'Yeni bağlantı iste',
    sent: {
      title: 'E-postanıza bakın',
      lead: (email) =>
        `${email} adresiyle bir hesap varsa, içinde bağlantı olan bir e-posta yolda. Bağlantı 30 dakika çalışır.`,
      hint: 'Birkaç dakika sonra bir şey yok mu? İstenmeyen e-posta klasörüne bakın ve adresi kontrol edin.',
      again: 'Adresi yeniden gir',
    },
    choose: {
      title: 'Yeni bir parola belirleyin',
      lead: (email) =>
        `${email} hesabı için. Ardından tüm cihazların oturumu kapanır ve yeni parolayla oturum açarsınız.`,
      submit: 'Yeni parolayı kaydet',
      submitting: 'Yeni parola kaydediliyor…',
    },
    done: {
      title: 'Yeni parolanız kaydedildi',
      lead: 'Tüm cihazların oturumu kapatıldı. Devam etmek için yeni parolayla oturum açın.',
    },
  },
  mailLink: {
    loading: 'Bağlantınız denetleniyor…',
    failed: 'Bağlantınız denetlenemedi',
    sessions: 'Oturumlarınıza gidin',
    unusable: {
      title: 'Bu bağlantı kullanılmış veya süresi dolmuş',
      reasons:
        'Bir bağlantı yalnızca bir kez ve sınırlı süre çalışır; daha yeni bir e-posta gönderildiğinde artık çalışmaz. Bağlantı eksik geldiyse onu e-postadan bir kez daha açın.',
    },
  },
  verification: {
    title: 'Bu sizin e-posta adresiniz mi?',
    lead: (email) =>
      `Bir hesap ${email} adresini kullanıyor. Henüz hiçbir şey değiştirilmedi. Kararı burada siz verirsiniz.`,
    yes: 'Evet, adresimi onayla',
    notMine: 'Bu hesap benim değil',
    advice:
      'Açmak hiçbir şeyi değiştirmedi. Oturumlar sayfasında, Hesap bölümünde adresinizin onaylı olup olmadığını görür, e-postayı yeniden isteyebilirsiniz.',
    done: {
      title: 'Adresiniz onaylandı',
      lead: 'Parolanızı unutursanız bu adrese gelen bir e-postayla yeniden oturum açabilirsiniz.',
    },
  },
  notMine: {
    title: 'Bu hesap sizin değil mi?',
    lead: (email) =>
      `Bir hesap ${email} adresinizi kullanıyor. Henüz hiçbir şey değiştirilmedi. Hesabı siz açmadıysanız kaldırılmasını sağlayabilirsiniz.`,
    consequence:
      'Hesap içindeki her şeyle birlikte kaldırılır ve kullanan herkesin oturumu kapatılır. Bu işlem geri alınamaz. Sonra bu adresle kendi hesabınızı açabilirsiniz.',
    confirm: 'Bu hesabı kaldır',
    keep: 'Olduğu gibi bırak',
    gone: 'Açmak hiçbir şeyi değiştirmedi. Hesap zaten kaldırılmış ya da sahibi adresi onaylamış olabilir.',
    done: { title: 'Hesap kaldırıldı', lead: (email) => `Artık burada hiçbir hesap ${email} adresini kullanmıyor.` },
  },
  emailAddress: {
    title: 'E-posta adresi',
    verified: 'Onaylı. Parolanızı unutursanız bu adrese gelen bir e-postayla yeniden oturum açabilirsiniz.',
    unverified: 'Henüz onaylanmadı. Adresi başkası sahiplenmesin diye e-postamızdaki bağlantıyı açın.',
    again: 'E-postayı yeniden gönder',
    sent: 'Size bir e-posta yolda',
    sentHint: 'İçindeki bağlantı adresinizi onaylar.',
    failed: 'E-posta yeniden gönderilemedi',
  },
  account: { title: 'Hesap' },
  idleLimit: {
    title: 'Kullanılmayan cihazların oturumunu kapat',
    lead: 'Bu süre boyunca kullanılmayan bir cihazın oturumu otomatik olarak kapatılır.',
    after: (span) => span,
    default: (span) => `${span} (varsayılan)`,
    question: (count) => `Kullanılmayan ${number(count)} cihazın oturumu kapatılsın mı?`,
    consequence: (span) =>
      `Bundan böyle bir cihazın oturumu, ${span} kullanılmadığında kapatılır. Daha uzun süredir kullanılmayanların oturumu hemen kapatılır.`,
    confirm: (count) => `${number(count)} cihazın oturumunu kapat`,
    cancel: 'Olduğu gibi kalsın',
    done: (span) => `Kullanılmayan cihazların oturumu ${span} sonra kapatılır`,
    ended: (count) => `${number(count)} cihazın oturumu az önce kapatıldı`,
    failed: 'Kullanılmayan cihazların oturumunun ne zaman kapatılacağı değiştirilemedi',
  },
  changePassword: {
    title: 'Parola',
    lead: 'Yeni bir parola, diğer tüm cihazların oturumunu kapatır.',
    action: 'Parolayı değiştir',
    question: 'Yeni bir parola belirleyin',
    consequence: 'Diğer tüm cihazların oturumu hemen kapatılır ve yeni parola gerekir. Bu cihazın oturumu açık kalır.',
    current: 'Geçerli parola',
    password: 'Yeni parola',
    submit: 'Parolayı değiştir',
    submitting: 'Parolanız değiştiriliyor…',
    done: 'Parolanız değiştirildi',
    doneHint: 'Diğer tüm cihazların oturumu kapatıldı.',
  },
  stepUp: {
    question: 'Siz olduğunuzu onaylayın',
    reason: 'Devam etmek için parolanızı girin. Sonraki beş dakika boyunca yeniden sorulmaz.',
    submit: 'Devam et',
    submitting: 'Parolanız denetleniyor…',
  },
  cancel: 'İptal',

  crashed: {
    title: 'Bu sayfa çalışmayı durdurdu',
    lead: 'Bu sayfada bir sorun oluştu. Hesabınız ve cihazlarınız değişmedi. Devam etmek için sayfayı yenileyin.',
    reload: 'Yenile',
  },
  notFound: {
    title: 'Sayfa bulunamadı',
    lead: 'Bu adreste bir sayfa yok. Bağlantı eksik veya eski olabilir.',
    home: 'Oturumlarınıza gidin',
  },

  errors: {
    unreachable: 'Sunucu yanıt vermedi. Bağlantınızı denetleyip yeniden deneyin.',
    busy: 'Şu anda bekleyen çok fazla istek var. Birazdan yeniden deneyin.',
    service_unavailable: 'Sunucu şu an biraz meşgul. Birazdan yeniden deneyin.',
    internal_error: 'Bizim tarafımızda bir sorun oldu. Birazdan yeniden deneyin.',
    email_taken: 'Bu e-posta adresinin zaten bir hesabı var.',
    sign_up_closed: 'Hesapları yalnızca bu hizmeti yöneten kişi oluşturabilir. Hesap için ona başvurun.',
    step_up_unavailable: 'Siz olduğunuzu burada kimse onaylayamaz. Bu hizmeti yönetenlere sorun.',
    sign_in_elsewhere: 'Uygulamanın kendi sayfasında oturum açın. Burada parola yoktur.',
    credentials_incorrect: 'E-posta adresi veya parola yanlış. İkisini de denetleyip yeniden deneyin.',
    account_disabled: 'Bu hesap devre dışı. Bu hizmeti yöneten kişiye başvurun.',
    session_limit_reached: 'Bu hesapta çok fazla cihazda oturum açık. Birinin oturumunu kapatıp yeniden deneyin.',
    password_incorrect: 'Parola yanlış. Denetleyip yeniden deneyin.',
    step_up_required: 'Önce siz olduğunuzu onaylayın, sonra yeniden deneyin.',
    too_many_streams:
      'Bu hesap veya bu ağ için çok fazla sayfa açık. Diğer sekmeleri kapatın ve daha sonra yeniden deneyin.',
    rate_limited: 'Çok fazla deneme yapıldı. Daha sonra yeniden deneyin.',
    token_not_provided: 'Oturumunuz açık değil. Oturum açıp yeniden deneyin.',
    token_incorrect: 'Oturumunuz artık açık değil. Oturum açıp yeniden deneyin.',
    device_not_proved:
      'Bunun, oturum açtığınız tarayıcı olduğu doğrulanamadı. Birazdan yeniden deneyin ya da bir kez daha oturum açın.',
    alert_not_found: 'Zaten yanıtlanmış veya üzerinden çok zaman geçmiş.',
    alert_link_unusable: 'Bu bağlantı kullanılmış veya süresi dolmuş. Onun yerine oturumlarınıza bakın.',
    account_link_unusable: 'Bu bağlantı kullanılmış veya süresi dolmuş. Yenisini isteyin.',
    device_not_found: 'Bu artık cihazlarınızdan biri değil.',
    session_token_not_found: 'Bu cihaz artık listenizde değil.',
    session_token_incorrect: 'Bu arada bu tarayıcıda yeniden oturum açıldı. Sayfayı yenileyip yeniden deneyin.',
    validation_failed: 'Formda bir şey doğru değil. Girdiklerinizi denetleyin.',
    json_malformed: 'Bu sayfa ile sunucu arasında bir sorun oluştu. Sayfayı yenileyin.',
    request_malformed: 'Bu sayfa ile sunucu arasında bir sorun oluştu. Sayfayı yenileyin.',
    media_type_unsupported: 'Bu sayfa ile sunucu arasında bir sorun oluştu. Sayfayı yenileyin.',
    body_too_large: 'Bu metin çok uzun. Girdiklerinizi kısaltın.',
    headers_too_large: 'Bu tarayıcı bu sayfa için çok fazla çerez saklamış. Çerezleri silin, sonra oturum açın.',
    request_timed_out: 'Bağlantı çok yavaştı. Yeniden deneyin.',
    cross_site_refused: 'Bu sayfa, sunucunun tanımadığı bir adresten açıldı. Sayfayı her zamanki adresinden açın.',
    route_not_found: 'Bu sayfa güncel değil. Sayfayı yenileyin.',
    method_not_allowed: 'Bu sayfa güncel değil. Sayfayı yenileyin.',
  },
  rateLimitedUntil: (ahead) => `Çok fazla deneme yapıldı. ${ahead} yeniden deneyin.`,
};

export default turkish;
