import { pluralOf } from '../language/plural.ts';
import type { Sentences } from './en.ts';

const plural = pluralOf('pl');
const number = (count: number) => plural(count, { other: '#' });

const polish: Sentences = {
  shell: {
    description: 'Zobacz wszystkie urządzenia zalogowane na twoim koncie i wyloguj dowolne z nich.',
    needsJavaScript: 'Latchkey potrzebuje JavaScriptu, aby pokazać twoje sesje.',
    loadFailed: 'Część tej strony się nie wczytała.',
    loadAgain: 'Wczytaj ponownie',
  },
  language: 'Język',
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
    lead: 'Jedno konto. Widzisz wszystkie urządzenia, które są na nim zalogowane, i każde możesz wylogować.',
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
    keepSignedIn: 'Nie wylogowuj mnie',
    keepSignedInHint: 'Na urządzeniu, z którego korzystasz tylko ty.',
    emailMissing: 'Wpisz swój adres e-mail.',
    emailMalformed: 'To jeszcze nie jest adres e-mail. Powinien wyglądać tak: imie@example.com.',
    passwordMissing: 'Wpisz swoje hasło.',
    passwordShort: 'Użyj co najmniej 8 znaków.',
    signInInstead: 'Zaloguj się na nie',
    loading: 'Sprawdzanie twojej sesji…',
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
    expired: (when) => `Twoja sesja wygasła ${when}, zgodnie z planem.`,
    reported: (when) => `Tę przeglądarkę wylogowano ${when}: właściciel konta zgłosił, że to nie jego logowanie.`,
    superseded: (when) => `W tej przeglądarce zalogowano się ponownie ${when}. To zakończyło poprzednią sesję.`,
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
    password_changed:
      'Zaloguj się nowym hasłem. To nie ty je zmieniłeś lub zmieniłaś? Wybierz „Nie pamiętasz hasła?” i ustaw własne.',
    account_disabled: 'Skontaktuj się z administratorem tej usługi.',
    account_deleted: 'Nikt nie może się już na nie zalogować. Możesz utworzyć nowe.',
  },
  endedTitle: 'Wylogowano',
  endedSomehow: 'W tej przeglądarce nie ma już twojej sesji.',
  afterEndSomehow: 'Zaloguj się, aby kontynuować.',
  unprovedTitle: 'Twoja sesja jest powiązana ze swoim urządzeniem',
  chooseNewPassword: 'Zaloguj się i zmień hasło',
  newPasswordNext: 'Po zalogowaniu ustawisz nowe hasło.',
  today: (time) => `o ${time}`,
  onDay: (date, time) => `${date} o ${time}`,

  sessions: {
    title: 'Zarządzaj sesjami',
    lead: 'Wszystkie urządzenia zalogowane na twoim koncie. Wyloguj każde, którego nie rozpoznajesz.',
    leadFor: (email) => `Wszystkie urządzenia zalogowane na koncie ${email}. Wyloguj każde, którego nie rozpoznajesz.`,
    loading: 'Wczytywanie twoich sesji…',
    thisDevice: 'To urządzenie',
    unconfirmed: 'Nowe, niepotwierdzone',
    others: 'Inne urządzenia',
    othersCount: (count) =>
      plural(count, {
        one: '# inne zalogowane urządzenie',
        few: '# inne zalogowane urządzenia',
        many: '# innych zalogowanych urządzeń',
        other: '# innego zalogowanego urządzenia',
      }),
    none: 'Zalogowane jest tylko to urządzenie.',
    noneHint: 'Nie ma czego porządkować.',
    activeNow: 'Używane teraz',
    lastUsed: (ago) => `Ostatnie użycie: ${ago}`,
    signedIn: (date) => `Zalogowano ${date}`,
    from: (address) => `z adresu ${address}`,
    ends: (ahead) => `Wygasa: ${ahead}`,
    endsUnlessUsed: (ahead) => `Wygasa: ${ahead}, jeśli nie będzie używana`,
    bound: 'Powiązana z urządzeniem: skopiowane pliki cookie nie zadziałają gdzie indziej',
    selfNamed: (device) => `Nazwa nadana przez urządzenie (${device})`,
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
  places: {
    title: 'Gdzie są twoje urządzenia',
    inCountry: (country) => `${country} (w przybliżeniu)`,
    privately: 'Sieć prywatna',
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
        one: 'W sieci prywatnej: # urządzenie',
        few: 'W sieciach prywatnych: # urządzenia',
        many: 'W sieciach prywatnych: # urządzeń',
        other: 'W sieciach prywatnych: # urządzenia',
      }),
    devicesUnknown: (count) =>
      plural(count, {
        one: 'Kraj nieznany: # urządzenie',
        few: 'Kraj nieznany: # urządzenia',
        many: 'Kraj nieznany: # urządzeń',
        other: 'Kraj nieznany: # urządzenia',
      }),
    credit:
      'Kraje są ustalane na podstawie adresów i są przybliżone. Nie pytano o nie nikogo innego. Dane: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN, Natural Earth.',
  },
  activity: {
    used: (count, days) => `Dni używania: ${number(count)} z ostatnich ${number(days)}`,
    usedSince: (count, days) =>
      plural(days, { one: 'Zalogowano dzisiaj', other: `Dni używania: ${number(count)} z # od zalogowania` }),
    eachIsADay: 'Każda kreska to jeden dzień w UTC, a ostatnia to dzisiaj',
  },
  order: {
    search: 'Szukaj w swoich sesjach',
    searchHint: 'Nazwa, program lub adres',
    filters: 'Filtry',
    clear: 'Pokaż znów wszystko',
    group: 'Grupuj podobne',
    none: 'Brak wyników.',
    noneHint: 'Wpisz mniej słów lub wybierz inne filtry.',
    facets: {
      unused: 'Ostatnie użycie',
      country: 'Kraj',
      kind: 'Rodzaj urządzenia',
      software: 'Przeglądarka lub program',
      binding: 'Powiązanie',
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
    notSignedOut: 'Twoja sesja trwa nadal.',
    retry: 'Spróbuj ponownie',
    retrying: 'Ponowna próba…',
  },
  history: {
    title: 'Historia',
    hint: 'Logowania, nieudane próby i to, jak zakończyła się każda sesja.',
    open: 'Otwórz historię',
    back: 'Wróć do swoich sesji',
    lead: 'Co działo się na twoim koncie, od najnowszych zdarzeń. Widzisz coś, co nie jest twoim działaniem? Wyloguj to urządzenie i zmień hasło.',
    loading: 'Wczytywanie twojej historii…',
    failed: 'Nie udało się wczytać twojej historii',
    none: 'Nic takiego się nie wydarzyło.',
    older: 'Pokaż starsze',
    loadingOlder: 'Wczytywanie…',
    olderFailed: 'Nie udało się wczytać starszych zdarzeń. Spróbuj ponownie.',
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
      password_reset_requested: (device) => `Poproszono o nowe hasło: ${device}`,
      password_reset: (device) => `Ustawiono nowe hasło przez link z wiadomości: ${device}`,
      email_verified: (device) => `Potwierdzono adres e-mail: ${device}`,
      device_renamed: (name) => (name === null ? 'Usunięto nazwę urządzenia' : `Nadano urządzeniu nazwę ${name}`),
      idle_limit_changed: (device) => `Na urządzeniu ${device} zmieniono dozwolony czas bez użycia`,
      alert_confirmed: (device, by) =>
        by === null ? `Potwierdzono, że to ty: ${device}` : `Na urządzeniu ${by} potwierdzono, że to ty: ${device}`,
      alert_reopened: (device) => `Cofnięto potwierdzenie urządzenia ${device}`,
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
      expired: (device) => `Sesja urządzenia ${device} wygasła, zgodnie z planem`,
      superseded: (device) => `Ponownie zalogowano urządzenie ${device}, co zakończyło poprzednią sesję`,
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
      'Zostanie od razu wylogowane. Aby znów wejść na konto z tego urządzenia, trzeba będzie zalogować się twoim hasłem. Tego nie można cofnąć.',
    consequenceForProgram:
      'Zostanie od razu wylogowany i przestanie działać, dopóki ktoś nie zaloguje go ponownie. Tego nie można cofnąć.',
    cancel: 'Nie wylogowuj',
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
    cancel: 'Nie wylogowuj',
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
    shown: (count) => `Wyloguj widoczne (${number(count)})`,
    question: (count) =>
      plural(count, {
        one: 'Wylogować # urządzenie?',
        few: 'Wylogować # urządzenia?',
        many: 'Wylogować # urządzeń?',
        other: 'Wylogować # urządzenia?',
      }),
    consequence:
      'Tylko te urządzenia zostaną od razu wylogowane: kto zaloguje się w międzyczasie, pozostanie zalogowany. Tego nie można cofnąć.',
    list: 'Co zostanie wylogowane',
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
    hint: 'Widzisz ją tylko ty. To, co wiadomo o urządzeniu, pozostanie pod nią.',
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
    undoFailed: (device) => `Nie udało się cofnąć potwierdzenia urządzenia ${device}`,
    failed: (device) => `Twoja odpowiedź w sprawie urządzenia ${device} nie została przyjęta`,
    gone: (device) => `Na pytanie o urządzenie ${device} już udzielono odpowiedzi`,
    denied: {
      title: (device) => `Wylogowano urządzenie ${device}`,
      titleGone: (device) => `Urządzenie ${device} było już wylogowane`,
      done: (time) => `Wylogowano je o ${time}. Nie może już korzystać z twojego konta.`,
      doneGone: 'Nie jest zalogowane i nie może korzystać z twojego konta.',
      advice:
        'To urządzenie już ci nie zagraża. Ale ten, kto go używał, znał twoje hasło: ustaw nowe. To wyloguje też wszystkie inne urządzenia.',
      later: 'Nie teraz',
    },
  },
  newDevice: {
    title: 'Czy to ty?',
    lead: (email) =>
      `Na konto ${email} zalogowano nowe urządzenie. Na razie nic się nie zmieniło. Tutaj możesz zdecydować.`,
    leadOfMany: (email) =>
      `Na konto ${email} zalogowano się z urządzeń lub krajów, które są dla niego nowe. Na razie nic się nie zmieniło. Tutaj możesz zdecydować.`,
    yes: 'Tak, to ja',
    no: 'Nie, wyloguj to urządzenie',
    noGone: 'Nie, to nie ja',
    none: 'Żadne z nich to nie ja',
    saidYesOn: (device, when) =>
      `Odpowiedź „to ja” podano na urządzeniu ${device}, ${when}. Tutaj nadal możesz odpowiedzieć „nie”.`,
    saidYes: (when) =>
      `Odpowiedź „to ja” podano ${when} przez link z wiadomości. Tutaj nadal możesz odpowiedzieć „nie”.`,
    isConfirmed: 'To ty',
    isDenied: 'To nie ty. Urządzenie wylogowano',
    confirmed: {
      title: 'Dziękujemy. Wiemy, że to ty',
      lead: 'Urządzenie pozostaje zalogowane i nie trzeba robić nic więcej. Możesz zamknąć tę stronę.',
      undo: 'Chwila: zapytaj mnie jeszcze raz',
    },
    denied: {
      title: 'Wylogowano to urządzenie',
      titleGone: 'Dziękujemy za informację',
      done: (time) => `Wylogowano je o ${time}. Nie może już korzystać z twojego konta.`,
      doneGone: 'To urządzenie było już wylogowane i nie może korzystać z twojego konta.',
      advice:
        'To był dobry krok. Warto zrobić jeszcze jeden: ten, kto używał tego urządzenia, znał twoje hasło, więc ustaw nowe. To wyloguje też wszystkie inne urządzenia.',
      signIn: 'Zaloguj się, aby zmienić hasło',
      sessions: 'Zobacz swoje sesje',
    },
    unusable: {
      title: 'Ten link już nie działa',
      reasons:
        'Link działa przez siedem dni, do odpowiedzi „nie” albo „tak” potwierdzonej hasłem, a nowsza wiadomość o tym samym logowaniu zastępuje poprzednią. Możliwe też, że link nie dotarł w całości: wtedy otwórz go z wiadomości jeszcze raz.',
      advice:
        'Otwarcie niczego nie zmieniło, a udzielona wcześniej odpowiedź nadal obowiązuje. Wśród swoich sesji zawsze możesz sprawdzić, kto jest zalogowany, wylogować dowolne urządzenie i zmienić hasło.',
      action: 'Przejdź do swoich sesji',
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
      title: 'Ten link już nic nie robi',
      reasons:
        'Link działa raz i przez ograniczony czas, a nowsza wiadomość zastępuje poprzednią. Mógł też nie dotrzeć w całości: wtedy otwórz go z wiadomości jeszcze raz.',
    },
  },
  verification: {
    title: 'Czy to twój adres e-mail?',
    lead: (email) => `Konto używa adresu ${email}. Do tej pory nic nie zostało zmienione. Decydujesz tutaj.`,
    yes: 'Tak, potwierdź mój adres',
    notMine: 'To konto nie jest moje',
    advice:
      'Samo otwarcie niczego nie zmieniło. Wśród swoich sesji, w części Konto, zobaczysz, czy adres jest potwierdzony, i możesz poprosić o wiadomość jeszcze raz.',
    done: {
      title: 'Twój adres jest potwierdzony',
      lead: 'Gdy zapomnisz hasła, wiadomość na ten adres pozwoli ci wrócić.',
    },
  },
  notMine: {
    title: 'To konto nie jest twoje?',
    lead: (email) =>
      `Konto używa twojego adresu ${email}. Do tej pory nic nie zostało zmienione. Jeśli to nie ty je założyłeś lub założyłaś, możesz je usunąć.`,
    consequence:
      'Konto zostanie usunięte ze wszystkim, co zawiera, a kto go używa, zostanie wylogowany. Tego nie można cofnąć. Potem możesz założyć własne konto z tym adresem.',
    confirm: 'Usuń to konto',
    keep: 'Zostaw, jak jest',
    gone: 'Samo otwarcie niczego nie zmieniło. Konto mogło już zostać usunięte albo jego właściciel potwierdził adres.',
    done: { title: 'Konto zostało usunięte', lead: (email) => `Żadne konto nie używa już adresu ${email}.` },
  },
  emailAddress: {
    title: 'Adres e-mail',
    verified: 'Potwierdzony. Gdy zapomnisz hasła, wiadomość na ten adres pozwoli ci wrócić.',
    unverified: 'Jeszcze niepotwierdzony. Otwórz link z naszej wiadomości, aby nikt inny nie mógł zająć tego adresu.',
    again: 'Wyślij wiadomość jeszcze raz',
    sent: 'Wiadomość jest w drodze',
    sentHint: 'Link w niej potwierdza twój adres.',
    failed: 'Nie udało się wysłać wiadomości jeszcze raz',
  },
  account: { title: 'Konto' },
  idleLimit: {
    title: 'Wylogowuj nieużywane urządzenia',
    lead: 'Urządzenie, którego nikt nie używa przez taki czas, zostaje automatycznie wylogowane.',
    after: (span) => span,
    everybodys: (span) => `${span} (domyślnie)`,
    question: (count) =>
      plural(count, {
        one: 'Wylogować # nieużywane urządzenie?',
        few: 'Wylogować # nieużywane urządzenia?',
        many: 'Wylogować # nieużywanych urządzeń?',
        other: 'Wylogować # nieużywanego urządzenia?',
      }),
    consequence: (span) =>
      `Od teraz dozwolony czas bez użycia to ${span}. Urządzenia nieużywane dłużej zostaną od razu wylogowane.`,
    confirm: (count) =>
      plural(count, {
        one: 'Wyloguj # urządzenie',
        few: 'Wyloguj # urządzenia',
        many: 'Wyloguj # urządzeń',
        other: 'Wyloguj # urządzenia',
      }),
    cancel: 'Zostaw, jak było',
    done: (span) => `Dozwolony czas bez użycia to teraz ${span}`,
    ended: (count) =>
      plural(count, {
        one: 'Właśnie wylogowano # urządzenie',
        few: 'Właśnie wylogowano # urządzenia',
        many: 'Właśnie wylogowano # urządzeń',
        other: 'Właśnie wylogowano # urządzenia',
      }),
    failed: 'Nie udało się zmienić dozwolonego czasu bez użycia',
  },
  changePassword: {
    title: 'Hasło',
    lead: 'Nowe hasło wyloguje wszystkie inne urządzenia.',
    action: 'Zmień hasło',
    question: 'Ustaw nowe hasło',
    consequence:
      'Wszystkie inne urządzenia zostaną od razu wylogowane i będą potrzebować nowego hasła. To urządzenie pozostanie zalogowane.',
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
    title: 'Coś się zepsuło',
    lead: 'Ta strona przestała działać. Z twoimi sesjami nic się nie stało. Odśwież stronę, aby kontynuować.',
    reload: 'Odśwież',
  },
  nothingHere: {
    title: 'Nic tu nie ma',
    lead: 'Pod tym adresem nie ma żadnej strony.',
    home: 'Przejdź na początek',
  },

  failures: {
    unreachable: 'Latchkey nie odpowiada. Sprawdź połączenie i spróbuj ponownie.',
    busy: 'W tej chwili oczekuje zbyt wiele żądań. Spróbuj ponownie za moment.',
    service_unavailable: 'Latchkey jest chwilowo niedostępny. Spróbuj ponownie za moment.',
    internal_error: 'Coś poszło nie tak po naszej stronie. Spróbuj ponownie za chwilę.',
    email_taken: 'Ten adres e-mail ma już konto.',
    sign_up_closed: 'Konta zakłada osoba, która prowadzi tę usługę. Poproś ją o konto.',
    credentials_incorrect: 'Adres e-mail lub hasło są nieprawidłowe. Sprawdź jedno i drugie, a potem spróbuj ponownie.',
    account_disabled: 'To konto jest wyłączone. Skontaktuj się z administratorem tej usługi.',
    password_incorrect: 'Hasło jest nieprawidłowe. Sprawdź je i spróbuj ponownie.',
    step_up_required: 'Jeszcze raz potrzebne jest twoje hasło. Spróbuj ponownie i je wpisz.',
    too_many_streams:
      'Dla tego konta lub tej sieci otwarto zbyt wiele stron. Zamknij inne karty i spróbuj ponownie później.',
    rate_limited: 'Było zbyt wiele prób. Spróbuj ponownie później.',
    token_not_provided: 'Nie ma tu twojej sesji. Zaloguj się i spróbuj ponownie.',
    token_incorrect: 'Twoja sesja już się zakończyła. Zaloguj się i spróbuj ponownie.',
    device_not_proved:
      'Ta przeglądarka nie mogła wykazać, że jest urządzeniem twojej sesji. Spróbuj ponownie za chwilę albo zaloguj się jeszcze raz.',
    alert_not_found: 'Już udzielono na to odpowiedzi albo minęło zbyt dużo czasu.',
    alert_link_unusable: 'Ten link już nie działa. Zobacz swoje sesje.',
    account_link_unusable: 'Link już nie działa. Poproś o nowy.',
    device_not_found: 'To nie jest już jedno z twoich urządzeń.',
    session_token_not_found: 'Tej sesji nie ma już na twojej liście.',
    session_token_incorrect: 'To nie jest sesja tej przeglądarki. Odśwież stronę i spróbuj ponownie.',
    validation_failed: 'Coś w formularzu się nie zgadza. Sprawdź wpisane dane.',
    json_malformed: 'Strona i serwer się nie zrozumiały. Odśwież stronę.',
    request_malformed: 'Strona i serwer się nie zrozumiały. Odśwież stronę.',
    media_type_unsupported: 'Strona i serwer się nie zrozumiały. Odśwież stronę.',
    body_too_large: 'To więcej tekstu, niż serwer przyjmuje. Skróć wpisany tekst.',
    headers_too_large: 'Przeglądarka wysyła więcej, niż serwer przyjmuje. Usuń pliki cookie tej strony i zaloguj się.',
    request_timed_out: 'Połączenie było zbyt wolne, by przesłać dane. Spróbuj ponownie.',
    cross_site_refused: 'Serwer nie rozpoznaje adresu tej strony. Otwórz ją pod zwykłym adresem.',
    route_not_found: 'Ta strona jest starsza niż serwer. Odśwież ją.',
    method_not_allowed: 'Ta strona jest starsza niż serwer. Odśwież ją.',
  },
  rateLimitedUntil: (ahead) => `Było zbyt wiele prób. Spróbuj ponownie ${ahead}.`,
};

export default polish;
