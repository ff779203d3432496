import { pluralOf } from './plural.ts';
import type { Messages } from './en.ts';

const plural = pluralOf('de');
const number = (count: number) => plural(count, { other: '#' });

const german: Messages = {
  shell: {
    description: 'Sehen Sie alle Geräte, die in Ihrem Konto angemeldet sind, und melden Sie jedes davon ab.',
    needsJavaScript: 'Diese Seite braucht JavaScript, um Ihre Sitzungen anzuzeigen.',
    loadFailed: 'Ein Teil dieser Seite wurde nicht geladen.',
    loadAgain: 'Neu laden',
  },
  language: 'Sprache',
  help: 'Hilfe',
  terms: 'Nutzungsbedingungen',
  skip: 'Zum Inhalt springen',
  notifications: 'Mitteilungen',
  dismiss: 'Schließen',

  signIn: {
    title: 'Anmelden',
    lead: 'Sehen Sie alle Geräte, die in Ihrem Konto angemeldet sind.',
    submit: 'Anmelden',
    submitting: 'Anmeldung läuft…',
    otherwise: 'Neu hier?',
    otherwiseLink: 'Konto erstellen',
  },
  signUp: {
    title: 'Konto erstellen',
    lead: 'Sie sehen alle Geräte, die in Ihrem Konto angemeldet sind, und können jedes davon abmelden.',
    submit: 'Konto erstellen',
    submitting: 'Ihr Konto wird erstellt…',
    otherwise: 'Sie haben schon ein Konto?',
    otherwiseLink: 'Anmelden',
  },
  credentials: {
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    passwordRule: 'Mindestens 8 Zeichen. Ein paar Wörter hintereinander eignen sich gut.',
    showPassword: 'Passwort anzeigen',
    hidePassword: 'Passwort verbergen',
    rememberMe: 'Angemeldet bleiben',
    rememberMeHint: 'Für ein Gerät, das nur Sie benutzen.',
    emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein.',
    emailMalformed: 'Das ist keine vollständige E-Mail-Adresse. Sie sollte aussehen wie name@example.com.',
    passwordMissing: 'Geben Sie Ihr Passwort ein.',
    passwordShort: 'Verwenden Sie mindestens 8 Zeichen.',
    signInInstead: 'Stattdessen anmelden',
    loading: 'Es wird geprüft, ob Sie angemeldet sind…',
  },

  ended: {
    logout: (when) => `Sie haben sich ${when} abgemeldet. Dieser Browser ist nicht mehr angemeldet.`,
    revoked: (when, by) =>
      by === null
        ? `Dieser Browser wurde ${when} von einem anderen Gerät aus abgemeldet.`
        : `Dieser Browser wurde ${when} von „${by}“ aus abgemeldet.`,
    revoked_others: (when, by) =>
      by === null
        ? `Dieser Browser wurde ${when} zusammen mit allen anderen von einem anderen Gerät aus abgemeldet.`
        : `Dieser Browser wurde ${when} zusammen mit allen anderen von „${by}“ aus abgemeldet.`,
    revoked_all: (when, by) =>
      by === null
        ? `Alle Geräte Ihres Kontos wurden ${when} abgemeldet, auch dieser Browser.`
        : `Alle Geräte Ihres Kontos wurden ${when} von „${by}“ aus abgemeldet, auch dieser Browser.`,
    idle: (when) => `Dieser Browser wurde ${when} abgemeldet, weil er eine Weile nicht benutzt wurde.`,
    expired: (when, _by, limit) => `Ihre Anmeldung hat ${when} ihre ${limit} erreicht.`,
    reported: (when) =>
      `Dieser Browser wurde ${when} abgemeldet: Die Person, der das Konto gehört, hat angegeben, dass diese Anmeldung nicht von ihr stammt.`,
    superseded: (when) =>
      `Sie haben sich ${when} in diesem Browser erneut angemeldet. Das hat Ihre frühere Anmeldung ersetzt.`,
    limit_reached: (when, by) =>
      by === null
        ? `Dieser Browser wurde ${when} abgemeldet: Ein neues Gerät hat sich angemeldet, und es waren zu viele.`
        : `Dieser Browser wurde ${when} abgemeldet: „${by}“ hat sich angemeldet, und es waren zu viele Geräte.`,
    password_changed: (when, by) =>
      by === null
        ? `Ihr Passwort wurde ${when} geändert, und alle anderen Geräte wurden abgemeldet.`
        : `Ihr Passwort wurde ${when} auf „${by}“ geändert, und alle anderen Geräte wurden abgemeldet.`,
    account_disabled: (when) => `Ihr Konto wurde ${when} gesperrt.`,
    account_deleted: (when) => `Ihr Konto wurde ${when} gelöscht, und alle Geräte wurden abgemeldet.`,
  },
  afterEnd: {
    logout: 'Sie können sich jederzeit wieder anmelden.',
    revoked:
      'Waren das nicht Sie? Dann ist jemand anderes in Ihrem Konto. Melden Sie sich an und wählen Sie ein neues Passwort.',
    revoked_others:
      'Waren das nicht Sie? Dann ist jemand anderes in Ihrem Konto. Melden Sie sich an und wählen Sie ein neues Passwort.',
    revoked_all:
      'Waren das nicht Sie? Dann ist vielleicht jemand anderes in Ihrem Konto. Melden Sie sich an und wählen Sie ein neues Passwort.',
    idle: 'Es ist alles in Ordnung. Melden Sie sich an, um fortzufahren.',
    expired: 'Es ist alles in Ordnung. Melden Sie sich an, um fortzufahren.',
    reported:
      'Gehört das Konto Ihnen, und Sie haben das nicht angegeben? Dann melden Sie sich an und wählen Sie ein neues Passwort.',
    superseded: 'Es ist alles in Ordnung. Melden Sie sich an, um fortzufahren.',
    limit_reached:
      'Kennen Sie dieses Gerät nicht? Dann ist jemand anderes in Ihrem Konto. Melden Sie sich an und wählen Sie ein neues Passwort.',
    password_changed:
      'Melden Sie sich mit dem neuen Passwort an. Hat es jemand anderes geändert? Dann wählen Sie „Passwort vergessen?“ und legen Sie ein neues fest.',
    account_disabled: 'Wenden Sie sich an den Betreiber dieses Dienstes.',
    account_deleted: 'Niemand kann sich dort noch anmelden. Sie können ein neues Konto erstellen.',
  },
  timeLimit: (limit) =>
    limit === null
      ? 'Höchstdauer'
      : limit.unit === 'day'
        ? plural(limit.count, { one: 'Höchstdauer von # Tag', other: 'Höchstdauer von # Tagen' })
        : plural(limit.count, { one: 'Höchstdauer von # Stunde', other: 'Höchstdauer von # Stunden' }),
  endedTitle: 'Sie sind abgemeldet',
  endedSomehow: 'Sie sind in diesem Browser nicht mehr angemeldet.',
  afterEndSomehow: 'Melden Sie sich an, um fortzufahren.',
  deviceNotProvedTitle: 'Dieser Browser konnte nicht überprüft werden',
  chooseNewPassword: 'Anmelden und Passwort ändern',
  newPasswordNext: 'Nach dem Anmelden wählen Sie ein neues Passwort.',
  today: (time) => `um ${time} Uhr`,
  onDay: (date, time) => `am ${date} um ${time} Uhr`,
  justNow: 'gerade eben',

  sessions: {
    title: 'Sitzungen verwalten',
    loading: 'Ihre Sitzungen werden geladen…',
    thisDevice: 'Dieses Gerät',
    unconfirmed: 'Neu, unbestätigt',
    othersCount: (count) =>
      plural(count, { one: '# anderes Gerät ist angemeldet', other: '# andere Geräte sind angemeldet' }),
    none: 'Nur dieses Gerät ist angemeldet.',
    noneHint: 'Kein anderes Gerät kann Ihr Konto benutzen.',
    activeNow: 'Gerade aktiv',
    lastUsed: (ago) => `Zuletzt benutzt ${ago}`,
    signedIn: (date) => `Angemeldet am ${date}`,
    from: (address) => `von ${address}`,
    ends: (ahead) => `Endet ${ahead}`,
    endsUnlessUsed: (ahead) => `Endet ${ahead}, wenn unbenutzt`,
    bound: 'Fest mit dem Gerät verknüpft: Eine gestohlene Kopie der Anmeldung funktioniert anderswo nicht',
    selfNamed: (device) => `Hat sich selbst so benannt (${device})`,
    failed: 'Ihre Sitzungen konnten nicht geladen werden',
    live: 'Live. Änderungen erscheinen sofort',
    notLive: 'Wird neu verbunden…',
    lastChecked: (time) => `Zuletzt geprüft um ${time} Uhr`,
    notRefreshed: 'Nicht aktualisiert',
    othersSoFar: (count) => plural(count, { one: 'Bisher # anderes Gerät…', other: 'Bisher # andere Geräte…' }),
    othersShown: (shown, all) => plural(all, { other: `Andere Geräte: ${number(shown)} von # angezeigt` }),
    notAll: 'Nicht alle Ihre Sitzungen konnten geladen werden.',
    appeared: (device) => `„${device}“ hat sich gerade angemeldet`,
    appearedMany: (count) =>
      plural(count, { one: '# Gerät hat sich gerade angemeldet', other: '# Geräte haben sich gerade angemeldet' }),
  },
  deviceList: {
    title: 'Ihre Geräte',
    signedInTo: (email) => `Angemeldet im Konto ${email}`,
    detailsOf: (device) => `Einzelheiten zu „${device}“`,
    used: (ago) => ago,
    elsewhere: (signIn, lastUse) => `Angemeldet: ${signIn}, zuletzt benutzt: ${lastUse}`,
    remembered: 'Bleibt angemeldet, wenn der Browser geschlossen wird',
    rename: 'Umbenennen',
    filter: 'Filter',
    order: 'Reihenfolge',
    orders: { toCheck: 'Zu prüfende zuerst', lastUsed: 'Zuletzt benutzte zuerst', signedIn: 'Neueste zuerst' },
    toCheck: (count) => plural(count, { one: '# Gerät prüfen', other: '# Geräte prüfen' }),
    onlyInCountry: (country) => `Einziges Gerät: ${country}`,
    usedOnce: 'Einmal benutzt',
    why: {
      unconfirmed:
        'Sie haben noch nicht gesagt, ob Sie sich hier angemeldet haben. Das geht auf einem Gerät, das Sie schon länger benutzen, oder über unsere E-Mail. Waren Sie es nicht? Dann melden Sie das Gerät ab.',
      newCountry: (country) => `Es wurde zuletzt aus einem Land benutzt, das für Ihr Konto neu ist: ${country}.`,
      onlyInCountry: (country) =>
        `${country}: Dort ist keines Ihrer anderen Geräte. Das Gerät, das Sie gerade benutzen, ist in einem anderen Land.`,
      usedOnce: 'Es wurde nur am Tag der Anmeldung benutzt und seitdem nicht mehr.',
    },
    somethingWrong: 'Stimmt etwas nicht?',
    somethingWrongLead:
      'Sehen Sie ein Gerät, das nicht Ihnen gehört? Dann melden Sie das Gerät ab und ändern Sie Ihr Passwort.',
    recentEvents: 'Zuletzt geschehen',
    mapOfLastUse: 'Die Karte zeigt, wo jedes Gerät zuletzt benutzt wurde.',
  },
  locations: {
    title: 'Wo Ihre Geräte sind',
    inCountry: (country) => `wahrscheinlich ${country}`,
    privately: 'Ihr lokales Netzwerk',
    unknown: 'Land unbekannt',
    devices: (country, count) => plural(count, { one: `${country}: # Gerät`, other: `${country}: # Geräte` }),
    devicesPrivately: (count) =>
      plural(count, { one: 'In Ihrem lokalen Netzwerk: # Gerät', other: 'In Ihrem lokalen Netzwerk: # Geräte' }),
    devicesUnknown: (count) => plural(count, { one: 'Land unbekannt: # Gerät', other: 'Land unbekannt: # Geräte' }),
    credit:
      'Die Länder sind aus den IP-Adressen geschätzt und können falsch sein. Kein anderer Dienst wurde dafür gefragt. Daten: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN, Natural Earth.',
  },
  activity: {
    used: (count, days) => plural(count, { other: `An # der letzten ${number(days)} Tage benutzt` }),
    usedSince: (count, days) =>
      plural(days, { one: 'Heute angemeldet', other: `An ${number(count)} der # Tage seit der Anmeldung benutzt` }),
    eachIsADay: 'Jeder Strich ist ein Tag in UTC, der letzte ist heute',
  },
  signInMethods: {
    with: (methods) => `Angemeldet mit ${methods}`,
    brief: (methods) => `mit ${methods}`,
    by: (application) =>
      application === null
        ? 'Angemeldet über die Anmeldung der Anwendung'
        : `Angemeldet über die Anmeldung von ${application}`,
    steppedUp: (device) => `Auf ${device} wurde bestätigt, dass Sie es waren`,
    kinds: {
      password: 'Passwort',
      passkey: 'Passkey',
      one_time_code: 'Einmalcode',
      text_message: 'SMS-Code',
      phone_call: 'Anruf',
      email_link: 'Link per E-Mail',
      device: 'Nachweis des Geräts',
      smart_card: 'Chipkarte',
      fingerprint: 'Fingerabdruck',
      face: 'Gesichtserkennung',
      eye: 'Augenscan',
      voice: 'Stimme',
      pin: 'PIN',
      question: 'Sicherheitsfrage',
      single_sign_on: 'Single Sign-on',
      windows: 'Windows',
      several: 'mehreren Faktoren',
    },
  },
  application: {
    at: (name) => (name === null ? 'bei der Anwendung' : `bei ${name}`),
    signIn: (where) => `Anmelden ${where}`,
    signInLead: (where) => `Sie melden sich ${where} an und kommen hierher zurück.`,
    signInUnknown:
      'Sie melden sich auf der Seite der Anwendung an. Melden Sie sich dort an und kommen Sie dann auf diese Seite zurück.',
    afterEnd:
      'Waren Sie das nicht? Dann ist vielleicht jemand anders in Ihrem Konto. Melden Sie sich an, sehen Sie Ihre Geräte durch und ändern Sie, womit Sie sich anmelden.',
    confirm: (where) => `Bestätigen ${where}`,
    confirmHint: (where) =>
      `Sie bestätigen ${where}, dass Sie es sind, und kommen hierher zurück. Fünf Minuten lang werden Sie nicht noch einmal gefragt.`,
    cannotConfirm: (where) =>
      `Andere Geräte lassen sich hier nicht abmelden, weil niemand ${where} bestätigen kann, dass Sie es sind. Fragen Sie die Betreiber.`,
    confirmed: 'Es ist bestätigt, dass Sie es sind',
    notConfirmed: 'Es wurde nicht bestätigt, dass Sie es sind',
    nothingChanged: 'Kein Gerät wurde abgemeldet.',
    consequence:
      'Es wird sofort abgemeldet und kann Ihr Konto erst nach einer neuen Anmeldung wieder benutzen. Das lässt sich nicht rückgängig machen.',
    somethingWrongLead: (where) =>
      `Sehen Sie ein Gerät, das nicht Ihres ist? Melden Sie das Gerät ab und ändern Sie dann ${where}, womit Sie sich anmelden.`,
    unknownHint: 'Abmelden und dann sehen, was als Nächstes zu tun ist.',
    secure: 'Sichern Sie Ihr Konto',
    advice: (where) =>
      `Dieses Gerät kann nichts mehr tun. Wer es benutzt hat, weiß aber vielleicht, wie Sie sich anmelden: Ändern Sie das ${where}.`,
    historyLead: (where) =>
      `Was in Ihrem Konto geschehen ist, das Neueste zuerst. Stammt etwas davon nicht von Ihnen? Dann melden Sie das Gerät ab und ändern Sie ${where}, womit Sie sich anmelden.`,
    signInFailed: (device) => `Fehlgeschlagener Anmeldeversuch von „${device}“ aus`,
    failedAttempts: (count) =>
      plural(count, { one: '# fehlgeschlagener Versuch', other: '# fehlgeschlagene Versuche' }),
    account: (where) => `Ihr Konto ${where}`,
    emailHint: (where) => `E-Mails über neue Geräte gehen an diese Adresse. Sie ändern sie ${where}.`,
  },
  filters: {
    search: 'Ihre Sitzungen durchsuchen',
    searchHint: 'Name, Programm oder Adresse',
    legend: 'Filter',
    clear: 'Wieder alle anzeigen',
    group: 'Ähnliche Geräte zusammenfassen',
    none: 'Keine Treffer.',
    noneHint: 'Versuchen Sie es mit weniger Wörtern oder anderen Filtern.',
    facets: {
      unused: 'Letzte Nutzung',
      country: 'Land',
      kind: 'Art des Geräts',
      software: 'Browser oder Programm',
      binding: 'Mit Gerät verknüpft',
    },
    any: {
      unused: 'Letzte Nutzung: alle',
      country: 'Alle Länder',
      kind: 'Alle Arten',
      software: 'Alle Browser und Programme',
      binding: 'Verknüpft oder nicht',
    },
    option: (name, count) => `${name} (${number(count)})`,
    unused: (days) => plural(days, { one: '# Tag unbenutzt', other: '# Tage unbenutzt' }),
    bound: 'Mit einem Gerät verknüpft',
    unbound: 'Mit keinem Gerät verknüpft',
    kinds: {
      desktop: 'Computer',
      phone: 'Smartphones',
      tablet: 'Tablets',
      tv: 'Fernseher',
      console: 'Spielkonsolen',
      wearable: 'Uhren und Headsets',
      program: 'Programme',
      unknown: 'Unbekannte Geräte',
    },
    groupSize: (count) => plural(count, { one: '# Sitzung', other: '# Sitzungen' }),
    open: 'Alle anzeigen',
    openOf: (device, count) => `Alle anzeigen: ${number(count)} Sitzungen von „${device}“`,
    close: 'Nur eine anzeigen',
    closeOf: (device) => `Nur eine anzeigen statt aller Sitzungen von „${device}“`,
    endAll: (count) => `Alle ${number(count)} abmelden`,
    endAllOf: (device, count) => `Alle ${number(count)} abmelden: Sitzungen von „${device}“`,
    printed:
      'Dieser Ausdruck zeigt einen Teil einer langen Liste. Suchen oder filtern Sie, um zu drucken, was Sie brauchen.',
  },
  selection: {
    select: (device) => `„${device}“ auswählen`,
    selectGroup: (device, count) => `Alle ${number(count)} Sitzungen von „${device}“ auswählen`,
    all: (count) => plural(count, { one: 'Das angezeigte Gerät auswählen', other: 'Alle # angezeigten auswählen' }),
    title: 'Ausgewählte Geräte',
    count: (count) => plural(count, { other: '# ausgewählt' }),
    clear: 'Aufheben',
    clearOf: 'Auswahl aufheben',
  },
  loading: {
    notSignedOut: 'Sie bleiben dabei angemeldet.',
    retry: 'Erneut versuchen',
    retrying: 'Neuer Versuch…',
  },
  history: {
    title: 'Verlauf',
    hint: 'Anmeldungen, fehlgeschlagene Versuche und wie jedes Gerät abgemeldet wurde.',
    open: 'Verlauf öffnen',
    back: 'Zurück zu Ihren Sitzungen',
    lead: 'Was in Ihrem Konto geschehen ist, das Neueste zuerst. Stammt etwas davon nicht von Ihnen? Dann melden Sie das Gerät ab und ändern Sie Ihr Passwort.',
    loading: 'Ihr Verlauf wird geladen…',
    failed: 'Ihr Verlauf konnte nicht geladen werden',
    none: 'Nichts dergleichen ist geschehen.',
    older: 'Ältere anzeigen',
    loadingOlder: 'Wird geladen…',
    olderFailed: 'Ältere Einträge konnten nicht geladen werden. Versuchen Sie es noch einmal.',
    wrongPasswords: (count) => plural(count, { one: '# falsches Passwort', other: '# falsche Passwörter' }),
    wrongFrom: (passwords, device) => `${passwords} von „${device}“ aus`,
    wrongOn: (passwords, device) => `${passwords} auf „${device}“`,
    ofDevice: 'Verlauf dieses Geräts',
    onlyDevice: (device) => `Nur „${device}“`,
    signedInFrom: (address) => `angemeldet von ${address}`,
    allDevices: 'Alle Geräte anzeigen',
    filterBy: 'Was angezeigt wird',
    filters: {
      everything: 'Alles',
      signIns: 'Anmeldungen',
      failures: 'Fehlversuche',
      ends: 'Abmeldungen',
      changes: 'Änderungen',
    },
    events: {
      signed_in: (device) => `„${device}“ hat sich angemeldet`,
      sign_in_failed: (device) => `Anmeldeversuch mit falschem Passwort von „${device}“ aus`,
      stepped_up: (device) => `Das Passwort wurde auf „${device}“ bestätigt`,
      step_up_failed: (device) => `Auf „${device}“ wurde ein falsches Passwort eingegeben`,
      password_changed: (device) => `Das Passwort wurde auf „${device}“ geändert`,
      password_reset_requested: (device) => `Ein neues Passwort wurde angefordert, von „${device}“`,
      password_reset: (device) => `Über den Link einer E-Mail wurde ein neues Passwort festgelegt, auf „${device}“`,
      email_verified: (device) => `Die E-Mail-Adresse wurde bestätigt, auf „${device}“`,
      device_renamed: (name) =>
        name === null ? 'Der Name eines Geräts wurde entfernt' : `Ein Gerät wurde „${name}“ genannt`,
      idle_limit_changed: (device) => `Auf „${device}“ wurde geändert, wann unbenutzte Geräte abgemeldet werden`,
      alert_confirmed: (device, by) =>
        by === null
          ? `„${device}“ wurde bestätigt: Das waren Sie`
          : `„${device}“ wurde auf „${by}“ bestätigt: Das waren Sie`,
      alert_reopened: (device) => `Die Antwort „Das war ich“ für „${device}“ wurde rückgängig gemacht`,
      alert_denied: (device) => `„${device}“ wurde gemeldet: Das waren nicht Sie`,
      ended: (device) => `„${device}“ wurde abgemeldet`,
    },
    ends: {
      logout: (device) => `„${device}“ hat sich abgemeldet`,
      revoked: (device, by) =>
        by === null
          ? `„${device}“ wurde von einem anderen Gerät aus abgemeldet`
          : `„${device}“ wurde von „${by}“ aus abgemeldet`,
      revoked_others: (device, by) =>
        by === null
          ? `„${device}“ wurde zusammen mit allen anderen abgemeldet`
          : `„${device}“ wurde zusammen mit allen anderen von „${by}“ aus abgemeldet`,
      revoked_all: (device) => `„${device}“ wurde zusammen mit allen Geräten abgemeldet`,
      reported: (device, by) =>
        by === null
          ? `„${device}“ wurde abgemeldet, weil das nicht Sie waren`
          : `„${device}“ wurde von „${by}“ aus abgemeldet, weil das nicht Sie waren`,
      idle: (device) => `„${device}“ wurde nach einer Weile ohne Nutzung abgemeldet`,
      expired: (device, _by, limit) => `„${device}“ wurde abgemeldet, weil die Anmeldung ihre ${limit} erreicht hatte`,
      superseded: (device) => `„${device}“ hat sich erneut angemeldet, was die frühere Anmeldung ersetzt hat`,
      limit_reached: (device) => `„${device}“ wurde abgemeldet, um Platz für ein neues Gerät zu machen`,
      password_changed: (device) => `„${device}“ wurde abgemeldet, als das Passwort geändert wurde`,
      account_disabled: (device) => `„${device}“ wurde abgemeldet, als das Konto gesperrt wurde`,
      account_deleted: (device) => `„${device}“ wurde abgemeldet, als das Konto gelöscht wurde`,
    },
  },
  device: {
    inSentence: (name) => name,
    quoted: (name) => `„${name}“`,
    unknownBrowser: 'Unbekannter Browser',
    unknownSystem: 'unbekanntem System',
    on: (software, system) => `${software} auf ${system}`,
  },
  ending: {
    unknown: (count) => plural(count, { one: 'Das kenne ich nicht', other: 'Diese kenne ich nicht' }),
    unknownHint: 'Abmelden und gleich hier ein neues Passwort wählen.',
    proofHint: 'Damit nur Sie das können. In den nächsten fünf Minuten werden Sie nicht noch einmal gefragt.',
    goneHint: 'Das Gerät wurde inzwischen abgemeldet.',
    close: 'Schließen',
  },
  logout: {
    action: 'Abmelden',
    pending: 'Wird abgemeldet…',
    of: (device) => `„${device}“ abmelden`,
    pendingOf: (device) => `„${device}“ wird abgemeldet…`,
    failed: 'Sie konnten nicht abgemeldet werden',
  },
  revoke: {
    question: (device) => `„${device}“ abmelden?`,
    consequence:
      'Das Gerät wird sofort abgemeldet und kann Ihr Konto erst nach einer neuen Anmeldung mit Ihrem Passwort wieder benutzen. Das lässt sich nicht rückgängig machen.',
    consequenceForProgram:
      'Das Programm wird sofort abgemeldet und funktioniert erst wieder, wenn es jemand neu anmeldet. Das lässt sich nicht rückgängig machen.',
    cancel: 'Angemeldet lassen',
    done: (device) => `„${device}“ ist abgemeldet`,
    failed: (device) => `„${device}“ konnte nicht abgemeldet werden`,
    gone: (device) => `„${device}“ war schon abgemeldet`,
  },
  revokeOthers: {
    action: 'Alle anderen abmelden',
    question: (count) => plural(count, { one: 'Das andere Gerät abmelden?', other: '# andere Geräte abmelden?' }),
    consequence:
      'Die Geräte werden sofort abgemeldet und müssen sich neu anmelden. Das lässt sich nicht rückgängig machen. Dieses Gerät bleibt angemeldet.',
    confirm: (count) => plural(count, { one: '# Gerät abmelden', other: '# Geräte abmelden' }),
    cancel: 'Angemeldet lassen',
    done: (count) => plural(count, { one: '# Gerät ist abgemeldet', other: '# Geräte sind abgemeldet' }),
    failed: 'Die anderen Geräte konnten nicht abgemeldet werden',
  },
  revokeMany: {
    visible: (count) => plural(count, { one: 'Das angezeigte Gerät abmelden', other: 'Alle # angezeigten abmelden' }),
    question: (count) => plural(count, { one: '# Gerät abmelden?', other: '# Geräte abmelden?' }),
    consequence:
      'Nur diese Geräte werden sofort abgemeldet. Ein Gerät, das sich inzwischen anmeldet, bleibt angemeldet. Das lässt sich nicht rückgängig machen.',
    list: 'Geräte, die abgemeldet werden',
    gone: (names) => `Schon abgemeldet: ${names}.`,
    more: (count) => plural(count, { one: '# weiteres', other: '# weitere' }),
    failed: (count) =>
      plural(count, {
        one: '# Gerät konnte nicht abgemeldet werden',
        other: '# Geräte konnten nicht abgemeldet werden',
      }),
  },
  rename: {
    of: (device) => `„${device}“ umbenennen`,
    hint: 'Nur Sie sehen diesen Namen. Die Angaben zum Gerät stehen weiterhin darunter.',
    name: 'Name',
    nameRule: 'Bis zu 60 Zeichen. Lassen Sie das Feld leer, um den Namen zu entfernen.',
    submit: 'Namen speichern',
    done: (name) => `Umbenannt in „${name}“`,
    removed: (name) => `Der Name „${name}“ wurde entfernt`,
    undo: 'Rückgängig',
    failed: (device) => `„${device}“ konnte nicht umbenannt werden`,
  },

  alerts: {
    title: 'Waren Sie das?',
    lead: (count) =>
      plural(count, {
        one: 'Ein Gerät, das für Ihr Konto neu ist, hat sich angemeldet.',
        other: '# Geräte, die für Ihr Konto neu sind, haben sich angemeldet.',
      }),
    announced: (device) => `Ein Gerät, das für Ihr Konto neu ist, hat sich angemeldet: „${device}“. Waren Sie das?`,
    more: (count) =>
      plural(count, {
        one: 'Und # weiteres, sobald Sie diese beantwortet haben.',
        other: 'Und # weitere, sobald Sie diese beantwortet haben.',
      }),
    signedIn: (ago, when) => `Angemeldet ${ago}, ${when}`,
    newCountry: 'Neues Land',
    isGone: 'Wieder abgemeldet',
    yes: 'Ja, das war ich',
    yesOf: (device) => `Ja, das war ich: „${device}“`,
    no: 'Nein, abmelden',
    noGone: 'Nein, das war ich nicht',
    noOf: (device) => `Nein, abmelden: „${device}“`,
    noGoneOf: (device) => `Nein, das war ich nicht: „${device}“`,
    confirmed: (device) => `Danke. „${device}“ gehört Ihnen`,
    undone: (device) => `Rückgängig gemacht. Wir fragen Sie wieder nach „${device}“`,
    undoFailed: (device) => `Ihre Antwort zu „${device}“ konnte nicht rückgängig gemacht werden`,
    failed: (device) => `Ihre Antwort zu „${device}“ konnte nicht gespeichert werden`,
    gone: (device) => `Die Frage zu „${device}“ war schon beantwortet`,
    denied: {
      title: (device) => `„${device}“ ist abgemeldet`,
      titleGone: (device) => `„${device}“ hatte sich schon abgemeldet`,
      done: (time) => `Das Gerät wurde um ${time} Uhr abgemeldet und kann Ihr Konto nicht mehr benutzen.`,
      doneGone: 'Das Gerät ist nicht angemeldet und kann Ihr Konto nicht benutzen.',
      advice:
        'Dieses Gerät kann nichts mehr tun. Aber die Person, die es benutzt hat, kannte Ihr Passwort: Wählen Sie ein neues. Das meldet auch alle anderen Geräte ab.',
      later: 'Jetzt nicht',
    },
  },
  newDevice: {
    title: 'Waren Sie das?',
    lead: (email) =>
      `Ein Gerät, das für das Konto ${email} neu ist, hat sich angemeldet. Noch wurde nichts geändert. Sie entscheiden hier.`,
    leadOfMany: (email) =>
      `Beim Konto ${email} gab es Anmeldungen von Geräten oder aus Ländern, die dafür neu sind. Noch wurde nichts geändert. Sie entscheiden hier.`,
    yes: 'Ja, das war ich',
    no: 'Nein, dieses Gerät abmelden',
    noGone: 'Nein, das war ich nicht',
    none: 'Nichts davon war ich',
    saidYesOn: (device, when) =>
      `Auf „${device}“ hat jemand „Das war ich“ geantwortet, ${when}. Sie können hier noch Nein sagen.`,
    saidYes: (when) =>
      `Über den Link einer E-Mail hat jemand „Das war ich“ geantwortet, ${when}. Sie können hier noch Nein sagen.`,
    isConfirmed: 'Das waren Sie',
    isDenied: 'Das waren nicht Sie. Das Gerät ist abgemeldet',
    confirmed: {
      title: 'Danke. Das waren Sie',
      lead: 'Das Gerät bleibt angemeldet, und Sie müssen nichts weiter tun. Sie können diese Seite schließen.',
      undo: 'Rückgängig: noch einmal fragen',
    },
    denied: {
      title: 'Das Gerät wurde abgemeldet',
      titleGone: 'Danke für den Hinweis',
      done: (time) => `Das Gerät wurde um ${time} Uhr abgemeldet und kann Ihr Konto nicht mehr benutzen.`,
      doneGone: 'Das Gerät hatte sich schon abgemeldet und kann Ihr Konto nicht benutzen.',
      advice:
        'Sie haben das Richtige getan. Noch ein Schritt: Die Person, die das Gerät benutzt hat, kannte Ihr Passwort. Wählen Sie deshalb ein neues. Das meldet auch alle anderen Geräte ab.',
      signIn: 'Anmelden und Passwort ändern',
      sessions: 'Ihre Sitzungen ansehen',
    },
    unusable: {
      reasons:
        'Ein Link gilt sieben Tage. Er gilt nicht mehr, sobald Sie mit Nein geantwortet haben oder mit Ja, nachdem Sie bestätigt haben, dass Sie es sind, oder wenn eine neuere E-Mail zur selben Anmeldung gesendet wurde. Wenn der Link abgeschnitten war, öffnen Sie ihn noch einmal aus der E-Mail.',
      advice:
        'Das Öffnen hat nichts geändert, und eine frühere Antwort gilt weiterhin. Auf der Seite Ihrer Sitzungen können Sie jederzeit sehen, welche Geräte angemeldet sind, und jedes davon abmelden.',
    },
  },
  recovery: {
    link: 'Passwort vergessen?',
    title: 'Passwort vergessen?',
    lead: 'Geben Sie die E-Mail-Adresse Ihres Kontos ein. Wir senden einen Link dorthin, über den Sie ein neues Passwort wählen.',
    submit: 'Link senden',
    submitting: 'Der Link wird gesendet…',
    back: 'Zurück zur Anmeldung',
    ask: 'Neuen Link anfordern',
    sent: {
      title: 'Prüfen Sie Ihre E-Mails',
      lead: (email) =>
        `Wenn es ein Konto mit ${email} gibt, ist eine E-Mail mit einem Link unterwegs. Der Link gilt 30 Minuten.`,
      hint: 'Nach ein paar Minuten nichts da? Sehen Sie im Spam-Ordner nach und prüfen Sie die Adresse.',
      again: 'Adresse noch einmal eingeben',
    },
    choose: {
      title: 'Wählen Sie ein neues Passwort',
      lead: (email) =>
        `Für das Konto ${email}. Danach ist jedes Gerät abgemeldet, und Sie melden sich mit dem neuen Passwort an.`,
      submit: 'Neues Passwort festlegen',
      submitting: 'Das Passwort wird festgelegt…',
    },
    done: {
      title: 'Ihr neues Passwort gilt',
      lead: 'Alle Geräte sind abgemeldet. Melden Sie sich mit dem neuen Passwort an.',
    },
  },
  mailLink: {
    loading: 'Ihr Link wird geprüft…',
    failed: 'Ihr Link konnte nicht geprüft werden',
    sessions: 'Zu Ihren Sitzungen',
    unusable: {
      title: 'Dieser Link wurde benutzt oder ist abgelaufen',
      reasons:
        'Ein Link gilt einmal und für begrenzte Zeit, und nicht mehr, sobald eine neuere E-Mail gesendet wurde. Wenn der Link abgeschnitten war, öffnen Sie ihn noch einmal aus der E-Mail.',
    },
  },
  verification: {
    title: 'Ist das Ihre E-Mail-Adresse?',
    lead: (email) => `Ein Konto verwendet die Adresse ${email}. Noch wurde nichts geändert. Sie entscheiden hier.`,
    yes: 'Ja, meine Adresse bestätigen',
    notMine: 'Dieses Konto gehört mir nicht',
    advice:
      'Das Öffnen hat nichts geändert. Auf der Seite Ihrer Sitzungen sehen Sie unter Konto, ob Ihre Adresse bestätigt ist, und können die E-Mail noch einmal senden lassen.',
    done: {
      title: 'Ihre Adresse ist bestätigt',
      lead: 'Wenn Sie Ihr Passwort einmal vergessen, kommen Sie mit einer E-Mail an diese Adresse wieder hinein.',
    },
  },
  notMine: {
    title: 'Ist das nicht Ihr Konto?',
    lead: (email) =>
      `Ein Konto verwendet Ihre Adresse ${email}. Noch wurde nichts geändert. Wenn Sie es nicht eröffnet haben, können Sie es entfernen lassen.`,
    consequence:
      'Das Konto wird mit allem entfernt, was dazu gehört, und alle, die es benutzen, werden abgemeldet. Das lässt sich nicht rückgängig machen. Danach können Sie mit dieser Adresse ein eigenes Konto eröffnen.',
    confirm: 'Dieses Konto entfernen',
    keep: 'Alles so lassen',
    gone: 'Das Öffnen hat nichts geändert. Vielleicht ist das Konto schon entfernt, oder sein Besitzer hat die Adresse bestätigt.',
    done: { title: 'Das Konto ist entfernt', lead: (email) => `Kein Konto verwendet hier noch ${email}.` },
  },
  emailAddress: {
    title: 'E-Mail-Adresse',
    verified: 'Bestätigt. Wenn Sie Ihr Passwort vergessen, kommen Sie mit einer E-Mail dorthin wieder hinein.',
    unverified:
      'Noch nicht bestätigt. Öffnen Sie den Link in unserer E-Mail, damit niemand sonst die Adresse beanspruchen kann.',
    again: 'E-Mail noch einmal senden',
    sent: 'Eine E-Mail ist zu Ihnen unterwegs',
    sentHint: 'Der Link darin bestätigt Ihre Adresse.',
    failed: 'Die E-Mail konnte nicht noch einmal gesendet werden',
  },
  account: { title: 'Konto' },
  idleLimit: {
    title: 'Unbenutzte Geräte abmelden',
    lead: 'Ein Gerät, das so lange nicht benutzt wird, wird automatisch abgemeldet.',
    after: (span) => `${span} unbenutzt`,
    default: (span) => `${span} unbenutzt (Standard)`,
    question: (count) =>
      plural(count, { one: '# unbenutztes Gerät abmelden?', other: '# unbenutzte Geräte abmelden?' }),
    consequence: (span) =>
      `Ab jetzt wird ein Gerät abgemeldet, das ${span} lang nicht benutzt wurde. Geräte, die schon länger unbenutzt sind, werden sofort abgemeldet.`,
    confirm: (count) => plural(count, { one: '# Gerät abmelden', other: '# Geräte abmelden' }),
    cancel: 'So lassen, wie es war',
    done: (span) => `Geräte werden abgemeldet, wenn sie ${span} lang unbenutzt sind`,
    ended: (count) =>
      plural(count, { one: '# Gerät wurde soeben abgemeldet', other: '# Geräte wurden soeben abgemeldet' }),
    failed: 'Es konnte nicht geändert werden, wann unbenutzte Geräte abgemeldet werden',
  },
  changePassword: {
    title: 'Passwort',
    lead: 'Ein neues Passwort meldet alle anderen Geräte ab.',
    action: 'Passwort ändern',
    question: 'Neues Passwort wählen',
    consequence:
      'Alle anderen Geräte werden sofort abgemeldet und brauchen das neue Passwort. Dieses Gerät bleibt angemeldet.',
    current: 'Aktuelles Passwort',
    password: 'Neues Passwort',
    submit: 'Passwort ändern',
    submitting: 'Ihr Passwort wird geändert…',
    done: 'Ihr Passwort ist geändert',
    doneHint: 'Alle anderen Geräte sind abgemeldet.',
  },
  stepUp: {
    question: 'Bestätigen Sie, dass Sie es sind',
    reason:
      'Geben Sie Ihr Passwort ein, um fortzufahren. In den nächsten fünf Minuten werden Sie nicht noch einmal gefragt.',
    submit: 'Fortfahren',
    submitting: 'Ihr Passwort wird geprüft…',
  },
  cancel: 'Abbrechen',

  crashed: {
    title: 'Diese Seite funktioniert nicht mehr',
    lead: 'Auf dieser Seite ist etwas schiefgegangen. An Ihrem Konto und Ihren Geräten hat sich nichts geändert. Laden Sie die Seite neu, um fortzufahren.',
    reload: 'Neu laden',
  },
  notFound: {
    title: 'Seite nicht gefunden',
    lead: 'Unter dieser Adresse gibt es keine Seite. Der Link ist vielleicht unvollständig oder veraltet.',
    home: 'Zu Ihren Sitzungen',
  },

  errors: {
    unreachable: 'Der Server hat nicht geantwortet. Prüfen Sie Ihre Verbindung und versuchen Sie es dann noch einmal.',
    busy: 'Beim Server warten gerade zu viele Anfragen. Versuchen Sie es in einem Moment noch einmal.',
    service_unavailable: 'Der Server ist gerade beschäftigt. Versuchen Sie es gleich noch einmal.',
    internal_error: 'Bei uns ist etwas schiefgegangen. Versuchen Sie es gleich noch einmal.',
    email_taken: 'Zu dieser E-Mail-Adresse gibt es schon ein Konto.',
    sign_up_closed: 'Nur der Betreiber dieses Dienstes kann Konten erstellen. Bitten Sie ihn um eines.',
    step_up_unavailable: 'Hier kann niemand bestätigen, dass Sie es sind. Fragen Sie die Betreiber dieses Dienstes.',
    sign_in_elsewhere: 'Melden Sie sich auf der Seite der Anwendung an. Hier gibt es kein Passwort.',
    credentials_incorrect:
      'E-Mail-Adresse oder Passwort ist falsch. Prüfen Sie beides und versuchen Sie es noch einmal.',
    account_disabled: 'Dieses Konto ist gesperrt. Wenden Sie sich an den Betreiber dieses Dienstes.',
    session_limit_reached:
      'Bei diesem Konto sind zu viele Geräte angemeldet. Sie können eines davon abmelden und es dann noch einmal versuchen.',
    password_incorrect: 'Das Passwort ist falsch. Prüfen Sie es und versuchen Sie es noch einmal.',
    step_up_required: 'Bestätigen Sie zuerst, dass Sie es sind, und versuchen Sie es dann noch einmal.',
    too_many_streams:
      'Für dieses Konto oder dieses Netzwerk sind zu viele Seiten geöffnet. Schließen Sie andere Tabs und versuchen Sie es später noch einmal.',
    rate_limited: 'Es waren zu viele Versuche. Versuchen Sie es später noch einmal.',
    token_not_provided: 'Sie sind nicht angemeldet. Melden Sie sich an und versuchen Sie es dann noch einmal.',
    token_incorrect: 'Sie sind nicht mehr angemeldet. Melden Sie sich an und versuchen Sie es dann noch einmal.',
    device_not_proved:
      'Wir konnten nicht prüfen, ob dies der Browser ist, in dem Sie sich angemeldet haben. Versuchen Sie es gleich noch einmal, oder melden Sie sich neu an.',
    alert_not_found: 'Die Frage war schon beantwortet, oder sie liegt zu lange zurück.',
    alert_link_unusable:
      'Dieser Link wurde benutzt oder ist abgelaufen. Sehen Sie stattdessen bei Ihren Sitzungen nach.',
    account_link_unusable: 'Dieser Link wurde benutzt oder ist abgelaufen. Fordern Sie einen neuen an.',
    device_not_found: 'Das ist nicht mehr eines Ihrer Geräte.',
    session_token_not_found: 'Dieses Gerät steht nicht mehr in Ihrer Liste.',
    session_token_incorrect:
      'Dieser Browser wurde inzwischen neu angemeldet. Laden Sie die Seite neu und versuchen Sie es dann noch einmal.',
    validation_failed: 'Im Formular stimmt etwas nicht. Prüfen Sie Ihre Eingaben.',
    json_malformed: 'Zwischen dieser Seite und dem Server ist etwas schiefgegangen. Laden Sie die Seite neu.',
    request_malformed: 'Zwischen dieser Seite und dem Server ist etwas schiefgegangen. Laden Sie die Seite neu.',
    media_type_unsupported: 'Zwischen dieser Seite und dem Server ist etwas schiefgegangen. Laden Sie die Seite neu.',
    body_too_large: 'Das ist zu viel Text. Kürzen Sie Ihre Eingaben.',
    headers_too_large:
      'Dieser Browser hat zu viele Cookies dieser Seite gespeichert. Löschen Sie sie und melden Sie sich dann an.',
    request_timed_out: 'Die Verbindung war zu langsam. Versuchen Sie es noch einmal.',
    cross_site_refused:
      'Diese Seite wurde unter einer Adresse geöffnet, die der Server nicht kennt. Öffnen Sie sie unter ihrer üblichen Adresse.',
    route_not_found: 'Diese Seite ist veraltet. Laden Sie sie neu.',
    method_not_allowed: 'Diese Seite ist veraltet. Laden Sie sie neu.',
  },
  rateLimitedUntil: (ahead) => `Es waren zu viele Versuche. Versuchen Sie es ${ahead} noch einmal.`,
};

export default german;
