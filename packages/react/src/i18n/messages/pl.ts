import { pluralOf } from './plural.ts';
import type { Messages } from './en.ts';

const plural = pluralOf('pl');
const number = (count: number) => plural(count, { other: '#' });

const polish: Messages = {
  shell: {
    description: 'Zobacz wszystkie urządzenia zalogowane na twoim koncie i wyloguj dowolne z nich.',
    needsJavaScript: 'Ta strona potrzebuje JavaScriptu, aby pokazać twoje sesje.',
    loadFailed: 'Część tej strony się nie wczytała.',
    loadAgain: 'Wczytaj ponownie',
  },
  language: 'Język',
  help: 'Pomoc',
  terms: 'Regulamin',
  skip: 'Przejdź do treści',
  notifications: 'Powiadomienia',
  dismiss: 'Zamknij',

  signIn: {
    title: 'Zaloguj się',
    lead: 'Zobacz wszystkie urządzenia zalogowane na twoim koncie.',
    submit: 'Zaloguj się',
    submitting: 'Logowanie…',
    otherwise: 'Nie masz konta?',
    otherwiseLink: 'Utwórz konto',
  },
  signUp: {
    title: 'Utwórz konto',
    lead: 'Zobaczysz wszystkie urządzenia zalogowane na twoim koncie i każde możesz wylogować.',
    submit: 'Utwórz konto',
    submitting: 'Tworzenie konta…',
    otherwise: 'Masz już konto?',
    otherwiseLink: 'Zaloguj się',
  },
  credentials: {
    email: 'Adres e-mail',
    password: 'Hasło',
    passwordRule: 'Co najmniej 8 znaków. Dobrze sprawdza się kilka słów z rzędu.',
    showPassword: 'Pokaż hasło',
    hidePassword: 'Ukryj hasło',
    rememberMe: 'Nie wylogowuj mnie',
    rememberMeHint: 'Na urządzeniu, z którego korzystasz tylko ty.',
    emailMissing: 'Wpisz swój adres e-mail.',
    emailMalformed: 'To nie jest pełny adres e-mail. Powinien wyglądać tak: imie@example.com.',
    passwordMissing: 'Wpisz swoje hasło.',
    passwordShort: 'Użyj co najmniej 8 znaków.',
    signInInstead: 'Zaloguj się na nie',
    loading: 'Sprawdzanie, czy ta przeglądarka jest zalogowana…',
  },

  ended: {
    logout: (when) => `Wylogowano na tym urządzeniu ${when}. Ta przeglądarka nie jest już zalogowana.`,
    revoked: (when, by) =>
      by === null
        ? `Tę przeglądarkę wylogowano ${when} za pomocą innego urządzenia.`
        : `Tę przeglądarkę wylogowano ${when} za pomocą urządzenia ${by}.`,
    revoked_others: (when, by) =>
      by === null
        ? `Tę przeglądarkę wylogowano ${when}, razem ze wszystkimi pozostałymi urządzeniami, za pomocą innego urządzenia.`
        : `Tę przeglądarkę wylogowano ${when}, razem ze wszystkimi pozostałymi urządzeniami, za pomocą urządzenia ${by}.`,
    revoked_all: (when, by) =>
      by === null
        ? `Wszystkie urządzenia na twoim koncie wylogowano ${when}, także tę przeglądarkę.`
        : `Wszystkie urządzenia na twoim koncie wylogowano ${when}, także tę przeglądarkę, za pomocą urządzenia ${by}.`,
    idle: (when) => `Tę przeglądarkę wylogowano ${when}, bo od pewnego czasu nie była używana.`,
    expired: (when, _by, limit) => `Twoje logowanie osiągnęło ${limit} ${when}.`,
    reported: (when) => `Tę przeglądarkę wylogowano ${when}: właściciel konta zgłosił, że to nie jego logowanie.`,
    superseded: (when) => `W tej przeglądarce zalogowano się ponownie ${when}. To zastąpiło poprzednie logowanie.`,
    limit_reached: (when, by) =>
      by === null
        ? `Tę przeglądarkę wylogowano ${when}: zalogowano nowe urządzenie i urządzeń było za dużo.`
        : `Tę przeglądarkę wylogowano ${when}: zalogowano urządzenie ${by} i urządzeń było za dużo.`,
    password_changed: (when, by) =>
      by === null
        ? `Twoje hasło zmieniono ${when} i wylogowano wszystkie pozostałe urządzenia.`
        : `Twoje hasło zmieniono ${when} na urządzeniu ${by} i wylogowano wszystkie pozostałe urządzenia.`,
    account_disabled: (when) => `Twoje konto wyłączono ${when}.`,
    account_deleted: (when) => `Twoje konto usunięto ${when} i wylogowano wszystkie urządzenia.`,
  },
  afterEnd: {
    logout: 'Możesz zalogować się ponownie w każdej chwili.',
    revoked: 'To nie ty? W takim razie ktoś inny jest na twoim koncie. Zaloguj się i ustaw nowe hasło.',
    revoked_others: 'To nie ty? W takim razie ktoś inny jest na twoim koncie. Zaloguj się i ustaw nowe hasło.',
    revoked_all: 'To nie ty? W takim razie ktoś inny może być na twoim koncie. Zaloguj się i ustaw nowe hasło.',
    idle: 'Wszystko w porządku. Zaloguj się, aby kontynuować.',
    expired: 'Wszystko w porządku. Zaloguj się, aby kontynuować.',
    reported: 'To twoje konto, ale nie twoje zgłoszenie? Zaloguj się i ustaw nowe hasło.',
    superseded: 'Wszystko w porządku. Zaloguj się, aby kontynuować.',
    limit_reached:
      'Nie znasz tego urządzenia? W takim razie ktoś inny jest na twoim koncie. Zaloguj się i ustaw nowe hasło.',
    password_changed: 'Zaloguj się nowym hasłem. Zmienił je ktoś inny? Wybierz „Nie pamiętasz hasła?” i ustaw nowe.',
    account_disabled: 'Skontaktuj się z administratorem tej usługi.',
    account_deleted: 'Nikt nie może się już na nie zalogować. Możesz utworzyć nowe.',
  },
  timeLimit: (limit) =>
    limit === null
      ? 'limit czasu'
      : limit.unit === 'day'
        ? plural(limit.count, { one: 'limit # dnia', few: 'limit # dni', many: 'limit # dni', other: 'limit # dnia' })
        : plural(limit.count, {
            one: 'limit # godziny',
            few: 'limit # godzin',
            many: 'limit # godzin',
            other: 'limit # godziny',
          }),
  endedTitle: 'Wylogowano',
  endedSomehow: 'Ta przeglądarka nie jest już zalogowana.',
  afterEndSomehow: 'Zaloguj się, aby kontynuować.',
  deviceNotProvedTitle: 'Nie udało się sprawdzić tej przeglądarki',
  chooseNewPassword: 'Zaloguj się i zmień hasło',
  newPasswordNext: 'Po zalogowaniu ustawisz nowe hasło.',
  today: (time) => `o ${time}`,
  onDay: (date, time) => `${date} o ${time}`,
  justNow: 'przed chwilą',

  sessions: {
    title: 'Zarządzaj sesjami',
    loading: 'Wczytywanie twoich sesji…',
    thisDevice: 'To urządzenie',
    unconfirmed: 'Nowe, niepotwierdzone',
    othersCount: (count) =>
      plural(count, {
        one: '# inne zalogowane urządzenie',
        few: '# inne zalogowane urządzenia',
        many: '# innych zalogowanych urządzeń',
        other: '# innego zalogowanego urządzenia',
      }),
    none: 'Zalogowane jest tylko to urządzenie.',
    noneHint: 'Żadne inne urządzenie nie może korzystać z twojego konta.',
    activeNow: 'Używane teraz',
    lastUsed: (ago) => `Ostatnie użycie: ${ago}`,
    signedIn: (date) => `Zalogowano ${date}`,
    from: (address) => `z adresu ${address}`,
    ends: (ahead) => `Wygasa: ${ahead}`,
    endsUnlessUsed: (ahead) => `Wygasa: ${ahead}, jeśli nie będzie używana`,
    bound: 'Powiązana z urządzeniem: skradziona kopia logowania nie zadziała gdzie indziej',
    selfNamed: (device) => `Urządzenie samo wybrało tę nazwę (${device})`,
    failed: 'Nie udało się wczytać twoich sesji',
    live: 'Na bieżąco. Zmiany widać od razu',
    notLive: 'Ponowne łączenie…',
    lastChecked: (time) => `Ostatnio sprawdzono o ${time}`,
    notRefreshed: 'Nie udało się odświeżyć',
    othersSoFar: (count) =>
      plural(count, {
        one: 'Na razie # inne urządzenie…',
        few: 'Na razie # inne urządzenia…',
        many: 'Na razie # innych urządzeń…',
        other: 'Na razie # innego urządzenia…',
      }),
    othersShown: (shown, all) => `Widoczne inne urządzenia: ${number(shown)} z ${number(all)}`,
    notAll: 'Nie udało się wczytać wszystkich twoich sesji.',
    appeared: (device) => `Właśnie zalogowano urządzenie ${device}`,
    appearedMany: (count) =>
      plural(count, {
        one: 'Właśnie zalogowano # urządzenie',
        few: 'Właśnie zalogowano # urządzenia',
        many: 'Właśnie zalogowano # urządzeń',
        other: 'Właśnie zalogowano # urządzenia',
      }),
  },
  deviceList: {
    title: 'Twoje urządzenia',
    signedInTo: (email) => `Zalogowane na koncie ${email}`,
    detailsOf: (device) => `Szczegóły urządzenia ${device}`,
    used: (ago) => ago,
    elsewhere: (signIn, lastUse) => `Logowanie: ${signIn}, ostatnie użycie: ${lastUse}`,
    remembered: 'Pozostaje zalogowane po zamknięciu przeglądarki',
    rename: 'Zmień nazwę',
    filter: 'Filtruj',
    order: 'Kolejność',
    orders: {
      toCheck: 'Najpierw do sprawdzenia',
      lastUsed: 'Najpierw ostatnio używane',
      signedIn: 'Najpierw najnowsze',
    },
    toCheck: (count) =>
      plural(count, {
        one: '# urządzenie do sprawdzenia',
        few: '# urządzenia do sprawdzenia',
        many: '# urządzeń do sprawdzenia',
        other: '# urządzenia do sprawdzenia',
      }),
    onlyInCountry: (country) => `Jedyne urządzenie: ${country}`,
    usedOnce: 'Użyte raz',
    why: {
      unconfirmed:
        'Nie wiemy jeszcze od ciebie, czy to było twoje logowanie. Odpowiedz na urządzeniu używanym już wcześniej albo przez naszą wiadomość e-mail. To nie ty? Wyloguj je.',
      newCountry: (country) => `Ostatnio użyto go z kraju, który jest nowy na twoim koncie: ${country}.`,
      onlyInCountry: (country) =>
        `${country}: nie ma tam żadnego innego twojego urządzenia. To, którego teraz używasz, jest w innym kraju.`,
      usedOnce: 'Użyto go tylko w dniu logowania i ani razu później.',
    },
    somethingWrong: 'Coś jest nie tak?',
    somethingWrongLead: 'Widzisz urządzenie, które nie jest twoje? Wyloguj je, a potem zmień hasło.',
    recentEvents: 'Ostatnie zdarzenia',
    mapOfLastUse: 'Mapa pokazuje, gdzie ostatnio użyto każdego urządzenia.',
  },
  locations: {
    title: 'Gdzie są twoje urządzenia',
    inCountry: (country) => `prawdopodobnie ${country}`,
    privately: 'Twoja sieć lokalna',
    unknown: 'Kraj nieznany',
    devices: (country, count) =>
      plural(count, {
        one: `${country}: # urządzenie`,
        few: `${country}: # urządzenia`,
        many: `${country}: # urządzeń`,
        other: `${country}: # urządzenia`,
      }),
    devicesPrivately: (count) =>
      plural(count, {
        one: 'W twojej sieci lokalnej: # urządzenie',
        few: 'W twojej sieci lokalnej: # urządzenia',
        many: 'W twojej sieci lokalnej: # urządzeń',
        other: 'W twojej sieci lokalnej: # urządzenia',
      }),
    devicesUnknown: (count) =>
      plural(count, {
        one: 'Kraj nieznany: # urządzenie',
        few: 'Kraj nieznany: # urządzenia',
        many: 'Kraj nieznany: # urządzeń',
        other: 'Kraj nieznany: # urządzenia',
      }),
    credit:
      'Kraje są szacowane na podstawie adresów IP i mogą być błędne. Nie pytano o nie żadnej innej usługi. Dane: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN, Natural Earth.',
  },
  activity: {
    used: (count, days) => `Dni używania: ${number(count)} z ostatnich ${number(days)}`,
    usedSince: (count, days) =>
      plural(days, { one: 'Zalogowano dzisiaj', other: `Dni używania: ${number(count)} z # od zalogowania` }),
    eachIsADay: 'Każda kreska to jeden dzień w UTC, a ostatnia to dzisiaj',
  },
  signInMethods: {
    with: (methods) => `Sposób logowania: ${methods}`,
    brief: (methods) => `sposób: ${methods}`,
    by: (application) =>
      application === null ? 'Logowanie na stronie aplikacji' : `Logowanie na stronie ${application}`,
    steppedUp: (device) => `Potwierdzono, że to Ty, na urządzeniu ${device}`,
    kinds: {
      password: 'hasło',
      passkey: 'passkey',
      one_time_code: 'kod jednorazowy',
      text_message: 'kod SMS',
      phone_call: 'połączenie telefoniczne',
      email_link: 'link z e-maila',
      device: 'poświadczenie urządzenia',
      smart_card: 'karta elektroniczna',
      fingerprint: 'odcisk palca',
      face: 'rozpoznawanie twarzy',
      eye: 'skan oka',
      voice: 'głos',
      pin: 'PIN',
      question: 'pytanie zabezpieczające',
      single_sign_on: 'logowanie jednokrotne',
      windows: 'Windows',
      several: 'kilka składników',
    },
  },
  application: {
    at: (name) => (name === null ? 'w aplikacji' : `w ${name}`),
    signIn: (where) => `Zaloguj się ${where}`,
    signInLead: (where) => `Logowanie odbywa się ${where}, potem wrócisz tutaj.`,
    signInUnknown: 'Logowanie odbywa się na stronie aplikacji. Zaloguj się tam i wróć na tę stronę.',
    afterEnd:
      'To nie Ty? Być może ktoś inny jest na Twoim koncie. Zaloguj się, przejrzyj swoje urządzenia i zmień sposób logowania.',
    confirm: (where) => `Potwierdź ${where}`,
    confirmHint: (where) => `Potwierdzasz ${where}, że to Ty, i wracasz tutaj. Przez pięć minut nie zapytamy ponownie.`,
    cannotConfirm: (where) =>
      `Nie można tu wylogować innych urządzeń, bo nikt nie może potwierdzić ${where}, że to Ty. Zapytaj administratorów.`,
    confirmed: 'Potwierdzono, że to Ty',
    notConfirmed: 'Nie potwierdzono, że to Ty',
    nothingChanged: 'Żadne urządzenie nie zostało wylogowane.',
    consequence:
      'Zostanie natychmiast wylogowane i będzie mogło korzystać z Twojego konta dopiero po ponownym zalogowaniu. Tego nie można cofnąć.',
    somethingWrongLead: (where) =>
      `Widzisz urządzenie, które nie jest Twoje? Wyloguj je, a potem zmień ${where} sposób logowania.`,
    unknownHint: 'Wyloguj, a potem zobacz, co dalej.',
    secure: 'Zabezpiecz swoje konto',
    advice: (where) =>
      `To urządzenie nie może już nic zrobić. Ale osoba, która go używała, może wiedzieć, jak się logujesz: zmień ${where} sposób logowania.`,
    historyLead: (where) =>
      `Co działo się na twoim koncie, od najnowszych zdarzeń. Czy coś nie jest twoim działaniem? Wyloguj to urządzenie i zmień ${where} sposób logowania.`,
    signInFailed: (device) => `Nieudana próba logowania na urządzeniu ${device}`,
    failedAttempts: (count) =>
      plural(count, {
        one: '# nieudana próba',
        few: '# nieudane próby',
        many: '# nieudanych prób',
        other: '# nieudanej próby',
      }),
    account: (where) => `Twoje konto ${where}`,
    emailHint: (where) => `E-maile o nowych urządzeniach trafiają na ten adres. Zmienisz go ${where}.`,
  },
  filters: {
    search: 'Szukaj w swoich sesjach',
    searchHint: 'Nazwa, program lub adres',
    legend: 'Filtry',
    clear: 'Pokaż znów wszystko',
    group: 'Grupuj podobne urządzenia',
    none: 'Brak wyników.',
    noneHint: 'Wpisz mniej słów lub wybierz inne filtry.',
    facets: {
      unused: 'Ostatnie użycie',
      country: 'Kraj',
      kind: 'Rodzaj urządzenia',
      software: 'Przeglądarka lub program',
      binding: 'Powiązana z urządzeniem',
    },
    any: {
      unused: 'Używane kiedykolwiek',
      country: 'Dowolny kraj',
      kind: 'Dowolny rodzaj',
      software: 'Dowolna przeglądarka lub program',
      binding: 'Powiązana lub nie',
    },
    option: (name, count) => `${name} (${number(count)})`,
    unused: (days) => plural(days, { one: 'Nieużywane od # dnia', other: 'Nieużywane od # dni' }),
    bound: 'Powiązana z urządzeniem',
    unbound: 'Niepowiązana z urządzeniem',
    kinds: {
      desktop: 'Komputery',
      phone: 'Telefony',
      tablet: 'Tablety',
      tv: 'Telewizory',
      console: 'Konsole do gier',
      wearable: 'Zegarki i gogle VR',
      program: 'Programy',
      unknown: 'Nieznane urządzenia',
    },
    groupSize: (count) => plural(count, { one: '# sesja', few: '# sesje', many: '# sesji', other: '# sesji' }),
    open: 'Pokaż wszystkie',
    openOf: (device, count) => `Pokaż wszystkie sesje urządzenia ${device}: ${number(count)}`,
    close: 'Pokaż jedną',
    closeOf: (device) => `Pokaż jedną pozycję dla wszystkich sesji urządzenia ${device}`,
    endAll: (count) => `Wyloguj wszystkie (${number(count)})`,
    endAllOf: (device, count) => `Wyloguj wszystkie (${number(count)}): sesje urządzenia ${device}`,
    printed:
      'Ten wydruk pokazuje część długiej listy. Wyszukaj lub przefiltruj, aby wydrukować to, czego potrzebujesz.',
  },
  selection: {
    select: (device) => `Zaznacz urządzenie ${device}`,
    selectGroup: (device, count) => `Zaznacz wszystkie sesje urządzenia ${device}: ${number(count)}`,
    all: (count) => `Zaznacz widoczne (${number(count)})`,
    title: 'Zaznaczone sesje',
    count: (count) => `Zaznaczono: ${number(count)}`,
    clear: 'Odznacz',
    clearOf: 'Odznacz wszystkie',
  },
  loading: {
    notSignedOut: 'To nie powoduje wylogowania.',
    retry: 'Spróbuj ponownie',
    retrying: 'Ponowna próba…',
  },
  history: {
    title: 'Historia',
    hint: 'Logowania, nieudane próby i to, jak wylogowano każde urządzenie.',
    open: 'Otwórz historię',
    back: 'Wróć do swoich sesji',
    lead: 'Co działo się na twoim koncie, od najnowszych zdarzeń. Czy coś nie jest twoim działaniem? Wyloguj to urządzenie i zmień hasło.',
    loading: 'Wczytywanie twojej historii…',
    failed: 'Nie udało się wczytać twojej historii',
    none: 'Nic takiego się nie wydarzyło.',
    older: 'Pokaż starsze',
    loadingOlder: 'Wczytywanie…',
    olderFailed: 'Nie udało się wczytać starszych zdarzeń. Spróbuj ponownie.',
    wrongPasswords: (count) =>
      plural(count, {
        one: '# błędne hasło',
        few: '# błędne hasła',
        many: '# błędnych haseł',
        other: '# błędnego hasła',
      }),
    wrongFrom: (passwords, device) => `${passwords} z urządzenia ${device}`,
    wrongOn: (passwords, device) => `${passwords} na urządzeniu ${device}`,
    ofDevice: 'Historia tego urządzenia',
    onlyDevice: (device) => `Tylko ${device}`,
    signedInFrom: (address) => `logowanie z adresu ${address}`,
    allDevices: 'Pokaż wszystkie urządzenia',
    filterBy: 'Co jest widoczne',
    filters: {
      everything: 'Wszystko',
      signIns: 'Logowania',
      failures: 'Nieudane próby',
      ends: 'Wylogowania',
      changes: 'Zmiany',
    },
    events: {
      signed_in: (device) => `Zalogowano urządzenie ${device}`,
      sign_in_failed: (device) => `Próba logowania z błędnym hasłem na urządzeniu ${device}`,
      stepped_up: (device) => `Potwierdzono hasło na urządzeniu ${device}`,
      step_up_failed: (device) => `Wpisano błędne hasło na urządzeniu ${device}`,
      password_changed: (device) => `Zmieniono hasło na urządzeniu ${device}`,
      password_reset_requested: (device) => `Poproszono o nowe hasło na urządzeniu ${device}`,
      password_reset: (device) => `Ustawiono nowe hasło przez link z wiadomości, na urządzeniu ${device}`,
      email_verified: (device) => `Potwierdzono adres e-mail na urządzeniu ${device}`,
      device_renamed: (name) => (name === null ? 'Usunięto nazwę urządzenia' : `Nadano urządzeniu nazwę ${name}`),
      idle_limit_changed: (device) =>
        `Na urządzeniu ${device} zmieniono czas, po którym nieużywane urządzenia są wylogowywane`,
      alert_confirmed: (device, by) =>
        by === null ? `Potwierdzono, że to ty: ${device}` : `Na urządzeniu ${by} potwierdzono, że to ty: ${device}`,
      alert_reopened: (device) => `Cofnięto odpowiedź „to ja” w sprawie urządzenia ${device}`,
      alert_denied: (device) => `Zgłoszono, że to nie ty: ${device}`,
      ended: (device) => `Wylogowano urządzenie ${device}`,
    },
    ends: {
      logout: (device) => `Wylogowano się na urządzeniu ${device}`,
      revoked: (device, by) =>
        by === null
          ? `Wylogowano urządzenie ${device} za pomocą innego urządzenia`
          : `Wylogowano urządzenie ${device} za pomocą urządzenia ${by}`,
      revoked_others: (device, by) =>
        by === null
          ? `Wylogowano urządzenie ${device} razem ze wszystkimi pozostałymi`
          : `Wylogowano urządzenie ${device} razem ze wszystkimi pozostałymi, za pomocą urządzenia ${by}`,
      revoked_all: (device) => `Wylogowano urządzenie ${device} razem ze wszystkimi urządzeniami`,
      reported: (device, by) =>
        by === null
          ? `Wylogowano urządzenie ${device}, bo to nie było twoje logowanie`
          : `Wylogowano urządzenie ${device} za pomocą urządzenia ${by}, bo to nie było twoje logowanie`,
      idle: (device) => `Wylogowano urządzenie ${device}, bo od pewnego czasu nie było używane`,
      expired: (device, _by, limit) => `Wylogowano urządzenie ${device}, bo logowanie osiągnęło ${limit}`,
      superseded: (device) => `Ponownie zalogowano urządzenie ${device}, co zastąpiło poprzednie logowanie`,
      limit_reached: (device) => `Wylogowano urządzenie ${device}, aby zrobić miejsce dla nowego`,
      password_changed: (device) => `Wylogowano urządzenie ${device} przy zmianie hasła`,
      account_disabled: (device) => `Wylogowano urządzenie ${device} przy wyłączeniu konta`,
      account_deleted: (device) => `Wylogowano urządzenie ${device} przy usunięciu konta`,
    },
  },
  device: {
    inSentence: (name) => `„${name}”`,
    quoted: (name) => `„${name}”`,
    unknownBrowser: 'Nieznana przeglądarka',
    unknownSystem: 'nieznany system',
    on: (software, system) => `${software} (${system})`,
  },
  ending: {
    unknown: (count) =>
      plural(count, {
        one: 'Nie znam tego urządzenia',
        few: 'Nie znam tych urządzeń',
        many: 'Nie znam tych urządzeń',
        other: 'Nie znam tych urządzeń',
      }),
    unknownHint: 'Wyloguj i od razu wybierz tutaj nowe hasło.',
    proofHint: 'Potwierdza, że to ty. Przez pięć minut nie zapytamy ponownie.',
    goneHint: 'W międzyczasie zostało wylogowane.',
    close: 'Zamknij',
  },
  logout: {
    action: 'Wyloguj',
    pending: 'Wylogowywanie…',
    of: (device) => `Wyloguj urządzenie ${device}`,
    pendingOf: (device) => `Wylogowywanie urządzenia ${device}…`,
    failed: 'Nie udało się wylogować',
  },
  revoke: {
    question: (device) => `Wylogować urządzenie ${device}?`,
    consequence:
      'Zostanie od razu wylogowane i będzie mogło znów korzystać z twojego konta dopiero po zalogowaniu się twoim hasłem. Tego nie można cofnąć.',
    consequenceForProgram:
      'Zostanie od razu wylogowany i przestanie działać, dopóki ktoś nie zaloguje go ponownie. Tego nie można cofnąć.',
    cancel: 'Pozostaw zalogowane',
    done: (device) => `Wylogowano urządzenie ${device}`,
    failed: (device) => `Nie udało się wylogować urządzenia ${device}`,
    gone: (device) => `Urządzenie ${device} było już wylogowane`,
  },
  revokeOthers: {
    action: 'Wyloguj pozostałe',
    question: (count) =>
      plural(count, {
        one: 'Wylogować drugie urządzenie?',
        few: 'Wylogować # inne urządzenia?',
        many: 'Wylogować # innych urządzeń?',
        other: 'Wylogować # innego urządzenia?',
      }),
    consequence:
      'Zostaną od razu wylogowane i trzeba będzie się na nich zalogować ponownie. Tego nie można cofnąć. To urządzenie pozostanie zalogowane.',
    confirm: (count) =>
      plural(count, {
        one: 'Wyloguj # urządzenie',
        few: 'Wyloguj # urządzenia',
        many: 'Wyloguj # urządzeń',
        other: 'Wyloguj # urządzenia',
      }),
    cancel: 'Pozostaw zalogowane',
    done: (count) =>
      plural(count, {
        one: 'Wylogowano # urządzenie',
        few: 'Wylogowano # urządzenia',
        many: 'Wylogowano # urządzeń',
        other: 'Wylogowano # urządzenia',
      }),
    failed: 'Nie udało się wylogować pozostałych urządzeń',
  },
  revokeMany: {
    visible: (count) => `Wyloguj widoczne (${number(count)})`,
    question: (count) =>
      plural(count, {
        one: 'Wylogować # urządzenie?',
        few: 'Wylogować # urządzenia?',
        many: 'Wylogować # urządzeń?',
        other: 'Wylogować # urządzenia?',
      }),
    consequence:
      'Tylko te urządzenia zostaną wylogowane, od razu. Urządzenie, które zaloguje się w międzyczasie, pozostanie zalogowane. Tego nie można cofnąć.',
    list: 'Urządzenia, które zostaną wylogowane',
    gone: (names) => `Już wcześniej wylogowano: ${names}.`,
    more: (count) => `jeszcze ${number(count)}`,
    failed: (count) =>
      plural(count, {
        one: 'Nie udało się wylogować # urządzenia',
        other: 'Nie udało się wylogować # urządzeń',
      }),
  },
  rename: {
    of: (device) => `Zmień nazwę urządzenia ${device}`,
    hint: 'Tę nazwę widzisz tylko ty. Szczegóły urządzenia pozostaną pod nią.',
    name: 'Nazwa',
    nameRule: 'Do 60 znaków. Pozostaw puste, aby usunąć nazwę.',
    submit: 'Zapisz nazwę',
    done: (name) => `Nowa nazwa: ${name}`,
    removed: (name) => `Usunięto nazwę ${name}`,
    undo: 'Cofnij',
    failed: (device) => `Nie udało się zmienić nazwy urządzenia ${device}`,
  },

  alerts: {
    title: 'Czy to ty?',
    lead: (count) =>
      plural(count, {
        one: 'Na twoje konto zalogowano nowe urządzenie.',
        few: 'Na twoje konto zalogowano # nowe urządzenia.',
        many: 'Na twoje konto zalogowano # nowych urządzeń.',
        other: 'Na twoje konto zalogowano # nowego urządzenia.',
      }),
    announced: (device) => `Na twoje konto zalogowano nowe urządzenie: ${device}. Czy to ty?`,
    more: (count) => `I jeszcze ${number(count)}, po odpowiedzi na te pytania.`,
    signedIn: (ago, when) => `Logowanie: ${ago}, ${when}`,
    newCountry: 'Nowy kraj',
    isGone: 'Już wylogowane',
    yes: 'Tak, to ja',
    yesOf: (device) => `Tak, to ja: ${device}`,
    no: 'Nie, wyloguj je',
    noGone: 'Nie, to nie ja',
    noOf: (device) => `Nie, wyloguj je: ${device}`,
    noGoneOf: (device) => `Nie, to nie ja: ${device}`,
    confirmed: (device) => `Dziękujemy. ${device} to twoje urządzenie`,
    undone: (device) => `Cofnięto. Zapytamy ponownie o urządzenie ${device}`,
    undoFailed: (device) => `Nie udało się cofnąć twojej odpowiedzi w sprawie urządzenia ${device}`,
    failed: (device) => `Nie udało się zapisać twojej odpowiedzi w sprawie urządzenia ${device}`,
    gone: (device) => `Na pytanie o urządzenie ${device} już udzielono odpowiedzi`,
    denied: {
      title: (device) => `Wylogowano urządzenie ${device}`,
      titleGone: (device) => `Urządzenie ${device} było już wylogowane`,
      done: (time) => `Wylogowano je o ${time}. Nie może już korzystać z twojego konta.`,
      doneGone: 'Nie jest zalogowane i nie może korzystać z twojego konta.',
      advice:
        'To urządzenie nie może już nic zrobić. Ale osoba, która go używała, znała twoje hasło: ustaw nowe. To wyloguje też wszystkie inne urządzenia.',
      later: 'Nie teraz',
    },
  },
  newDevice: {
    title: 'Czy to ty?',
    lead: (email) =>
      `Na konto ${email} zalogowano nowe urządzenie. Nic jeszcze nie zostało zmienione. Tutaj możesz zdecydować.`,
    leadOfMany: (email) =>
      `Na konto ${email} zalogowano się z urządzeń lub krajów, które są dla niego nowe. Nic jeszcze nie zostało zmienione. Tutaj możesz zdecydować.`,
    yes: 'Tak, to ja',
    no: 'Nie, wyloguj to urządzenie',
    noGone: 'Nie, to nie ja',
    none: 'Żadne z nich to nie ja',
    saidYesOn: (device, when) =>
      `Na urządzeniu ${device} ktoś odpowiedział „to ja”, ${when}. Tutaj nadal możesz odpowiedzieć „nie”.`,
    saidYes: (when) =>
      `Ktoś odpowiedział „to ja” ${when}, przez link z wiadomości. Tutaj nadal możesz odpowiedzieć „nie”.`,
    isConfirmed: 'To ty',
    isDenied: 'To nie ty. Urządzenie wylogowano',
    confirmed: {
      title: 'Dziękujemy. Wiemy, że to ty',
      lead: 'Urządzenie pozostaje zalogowane i nie trzeba robić nic więcej. Możesz zamknąć tę stronę.',
      undo: 'Cofnij: zapytaj mnie jeszcze raz',
    },
    denied: {
      title: 'Wylogowano to urządzenie',
      titleGone: 'Dziękujemy za informację',
      done: (time) => `Wylogowano je o ${time}. Nie może już korzystać z twojego konta.`,
      doneGone: 'To urządzenie było już wylogowane i nie może korzystać z twojego konta.',
      advice:
        'To był dobry krok. Jeszcze jeden: osoba, która używała tego urządzenia, znała twoje hasło, więc ustaw nowe. To wyloguje też wszystkie inne urządzenia.',
      signIn: 'Zaloguj się, aby zmienić hasło',
      sessions: 'Zobacz swoje sesje',
    },
    unusable: {
      reasons:
        'Link działa przez siedem dni. Przestaje działać po odpowiedzi „nie” albo „tak” udzielonej po potwierdzeniu, że to ty, i gdy wysłano nowszą wiadomość o tym samym logowaniu. Jeśli link został ucięty, otwórz go z wiadomości jeszcze raz.',
      advice:
        'Otwarcie niczego nie zmieniło, a udzielona wcześniej odpowiedź nadal obowiązuje. Na stronie swoich sesji zawsze możesz sprawdzić, które urządzenia są zalogowane, i wylogować dowolne z nich.',
    },
  },
  recovery: {
    link: 'Nie pamiętasz hasła?',
    title: 'Nie pamiętasz hasła?',
    lead: 'Wpisz adres e-mail swojego konta. Wyślemy tam link, przez który ustawisz nowe hasło.',
    submit: 'Wyślij link',
    submitting: 'Wysyłanie linku…',
    back: 'Wróć do logowania',
    ask: 'Poproś o nowy link',
    sent: {
      title: 'Sprawdź swoją pocztę',
      lead: (email) =>
        `Jeśli istnieje konto z adresem ${email}, wiadomość z linkiem jest w drodze. Link działa przez 30 minut.`,
      hint: 'Po kilku minutach nic nie ma? Zajrzyj do folderu ze spamem i sprawdź adres.',
      again: 'Wpisz adres jeszcze raz',
    },
    choose: {
      title: 'Ustaw nowe hasło',
      lead: (email) => `Dla konta ${email}. Wszystkie urządzenia zostaną wylogowane, a zalogujesz się nowym hasłem.`,
      submit: 'Ustaw nowe hasło',
      submitting: 'Ustawianie nowego hasła…',
    },
    done: {
      title: 'Nowe hasło jest ustawione',
      lead: 'Wszystkie urządzenia są wylogowane. Zaloguj się nowym hasłem, aby przejść dalej.',
    },
  },
  mailLink: {
    loading: 'Sprawdzanie linku…',
    failed: 'Nie udało się sprawdzić linku',
    sessions: 'Przejdź do swoich sesji',
    unusable: {
      title: 'Ten link został już użyty lub wygasł',
      reasons:
        'Link działa raz i przez ograniczony czas, a przestaje działać, gdy wysłano nowszą wiadomość. Jeśli link został ucięty, otwórz go z wiadomości jeszcze raz.',
    },
  },
  verification: {
    title: 'Czy to twój adres e-mail?',
    lead: (email) => `Konto używa adresu ${email}. Nic jeszcze nie zostało zmienione. Decydujesz tutaj.`,
    yes: 'Tak, potwierdź mój adres',
    notMine: 'To konto nie jest moje',
    advice:
      'Samo otwarcie niczego nie zmieniło. Na stronie swoich sesji, w części Konto, zobaczysz, czy adres jest potwierdzony, i możesz poprosić o wiadomość jeszcze raz.',
    done: {
      title: 'Twój adres jest potwierdzony',
      lead: 'Gdy zapomnisz hasła, wiadomość na ten adres pozwoli ci znów się zalogować.',
    },
  },
  notMine: {
    title: 'To konto nie jest twoje?',
    lead: (email) =>
      `Konto używa twojego adresu ${email}. Nic jeszcze nie zostało zmienione. Jeśli założył je ktoś inny, możesz je usunąć.`,
    consequence:
      'Konto zostanie usunięte ze wszystkim, co zawiera, a wszyscy, którzy go używają, zostaną wylogowani. Tego nie można cofnąć. Potem możesz założyć własne konto z tym adresem.',
    confirm: 'Usuń to konto',
    keep: 'Zostaw, jak jest',
    gone: 'Samo otwarcie niczego nie zmieniło. Konto mogło już zostać usunięte albo jego właściciel potwierdził adres.',
    done: { title: 'Konto zostało usunięte', lead: (email) => `Żadne konto nie używa już adresu ${email}.` },
  },
  emailAddress: {
    title: 'Adres e-mail',
    verified: 'Potwierdzony. Gdy zapomnisz hasła, wiadomość na ten adres pozwoli ci znów się zalogować.',
    unverified: 'Jeszcze niepotwierdzony. Otwórz link z naszej wiadomości, aby nikt inny nie mógł zająć tego adresu.',
    again: 'Wyślij wiadomość jeszcze raz',
    sent: 'Wiadomość jest w drodze',
    sentHint: 'Link w niej potwierdza twój adres.',
    failed: 'Nie udało się wysłać wiadomości jeszcze raz',
  },
  account: { title: 'Konto' },
  idleLimit: {
    title: 'Wylogowuj nieużywane urządzenia',
    lead: 'Urządzenie nieużywane przez taki czas zostaje automatycznie wylogowane.',
    after: (span) => span,
    default: (span) => `${span} (domyślnie)`,
    question: (count) =>
      plural(count, {
        one: 'Wylogować # nieużywane urządzenie?',
        few: 'Wylogować # nieużywane urządzenia?',
        many: 'Wylogować # nieużywanych urządzeń?',
        other: 'Wylogować # nieużywanego urządzenia?',
      }),
    consequence: (span) =>
      `Czas, po którym nieużywane urządzenia są wylogowywane, to od teraz ${span}. Urządzenia nieużywane dłużej zostaną od razu wylogowane.`,
    confirm: (count) =>
      plural(count, {
        one: 'Wyloguj # urządzenie',
        few: 'Wyloguj # urządzenia',
        many: 'Wyloguj # urządzeń',
        other: 'Wyloguj # urządzenia',
      }),
    cancel: 'Zostaw, jak było',
    done: (span) => `Czas, po którym nieużywane urządzenia są wylogowywane, to teraz ${span}`,
    ended: (count) =>
      plural(count, {
        one: 'Właśnie wylogowano # urządzenie',
        few: 'Właśnie wylogowano # urządzenia',
        many: 'Właśnie wylogowano # urządzeń',
        other: 'Właśnie wylogowano # urządzenia',
      }),
    failed: 'Nie udało się zmienić czasu, po którym nieużywane urządzenia są wylogowywane',
  },
  changePassword: {
    title: 'Hasło',
    lead: 'Nowe hasło wyloguje wszystkie inne urządzenia.',
    action: 'Zmień hasło',
    question: 'Ustaw nowe hasło',
    consequence:
      'Wszystkie inne urządzenia zostaną od razu wylogowane i będą potrzebować nowego hasła. To urządzenie pozostanie zalogowane.',
    current: 'Obecne hasło',
    password: 'Nowe hasło',
    submit: 'Zmień hasło',
    submitting: 'Zmienianie hasła…',
    done: 'Twoje hasło zostało zmienione',
    doneHint: 'Wylogowano wszystkie inne urządzenia.',
  },
  stepUp: {
    question: 'Potwierdź, że to ty',
    reason: 'Wpisz swoje hasło, aby kontynuować. Przez następne pięć minut nie zapytamy o nie ponownie.',
    submit: 'Dalej',
    submitting: 'Sprawdzanie hasła…',
  },
  cancel: 'Anuluj',

  crashed: {
    title: 'Ta strona przestała działać',
    lead: 'Na tej stronie coś poszło nie tak. Twoje konto i urządzenia się nie zmieniły. Odśwież stronę, aby kontynuować.',
    reload: 'Odśwież',
  },
  notFound: {
    title: 'Nie znaleziono strony',
    lead: 'Pod tym adresem nie ma żadnej strony. Link może być niepełny lub nieaktualny.',
    home: 'Przejdź do swoich sesji',
  },

  errors: {
    unreachable: 'Serwer nie odpowiada. Sprawdź połączenie i spróbuj ponownie.',
    busy: 'W tej chwili oczekuje zbyt wiele żądań. Spróbuj ponownie za moment.',
    service_unavailable: 'Serwer jest chwilowo niedostępny. Spróbuj ponownie za moment.',
    internal_error: 'Coś poszło nie tak po naszej stronie. Spróbuj ponownie za chwilę.',
    email_taken: 'Ten adres e-mail ma już konto.',
    sign_up_closed: 'Konta może zakładać tylko administrator tej usługi. Poproś go o konto.',
    step_up_unavailable: 'Nikt nie może tu potwierdzić, że to Ty. Zapytaj administratorów tej usługi.',
    sign_in_elsewhere: 'Zaloguj się na stronie aplikacji. Tutaj nie ma hasła.',
    credentials_incorrect: 'Adres e-mail lub hasło są nieprawidłowe. Sprawdź jedno i drugie, a potem spróbuj ponownie.',
    account_disabled: 'To konto jest wyłączone. Skontaktuj się z administratorem tej usługi.',
    session_limit_reached: 'Do tego konta zalogowano zbyt wiele urządzeń. Wyloguj jedno z nich i spróbuj ponownie.',
    password_incorrect: 'Hasło jest nieprawidłowe. Sprawdź je i spróbuj ponownie.',
    step_up_required: 'Najpierw potwierdź, że to ty, a potem spróbuj ponownie.',
    too_many_streams:
      'Dla tego konta lub tej sieci otwarto zbyt wiele stron. Zamknij inne karty i spróbuj ponownie później.',
    rate_limited: 'Było zbyt wiele prób. Spróbuj ponownie później.',
    token_not_provided: 'Ta przeglądarka nie jest zalogowana. Zaloguj się i spróbuj ponownie.',
    token_incorrect: 'Ta przeglądarka nie jest już zalogowana. Zaloguj się i spróbuj ponownie.',
    device_not_proved:
      'Nie udało się sprawdzić, czy to przeglądarka, w której się zalogowano. Spróbuj ponownie za chwilę albo zaloguj się jeszcze raz.',
    alert_not_found: 'Już udzielono na to odpowiedzi albo minęło zbyt dużo czasu.',
    alert_link_unusable: 'Ten link został już użyty lub wygasł. Zobacz swoje sesje.',
    account_link_unusable: 'Ten link został już użyty lub wygasł. Poproś o nowy.',
    device_not_found: 'To nie jest już jedno z twoich urządzeń.',
    session_token_not_found: 'Tego urządzenia nie ma już na twojej liście.',
    session_token_incorrect: 'W tej przeglądarce zalogowano się tymczasem ponownie. Odśwież stronę i spróbuj ponownie.',
    validation_failed: 'Coś w formularzu się nie zgadza. Sprawdź wpisane dane.',
    json_malformed: 'Coś poszło nie tak między tą stroną a serwerem. Odśwież stronę.',
    request_malformed: 'Coś poszło nie tak między tą stroną a serwerem. Odśwież stronę.',
    media_type_unsupported: 'Coś poszło nie tak między tą stroną a serwerem. Odśwież stronę.',
    body_too_large: 'To za dużo tekstu. Skróć wpisany tekst.',
    headers_too_large: 'Ta przeglądarka zapisała zbyt wiele plików cookie tej strony. Usuń je i zaloguj się.',
    request_timed_out: 'Połączenie było zbyt wolne. Spróbuj ponownie.',
    cross_site_refused: 'Tę stronę otwarto pod adresem, którego serwer nie zna. Otwórz ją pod zwykłym adresem.',
    route_not_found: 'Ta strona jest nieaktualna. Odśwież ją.',
    method_not_allowed: 'Ta strona jest nieaktualna. Odśwież ją.',
  },
  rateLimitedUntil: (ahead) => `Było zbyt wiele prób. Spróbuj ponownie ${ahead}.`,
};

export default polish;
