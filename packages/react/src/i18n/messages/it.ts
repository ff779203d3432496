import { pluralOf } from './plural.ts';
import type { Messages } from './en.ts';

const plural = pluralOf('it');
const number = (count: number) => plural(count, { other: '#' });

/** `il 25 nov`, but `l’8 nov` and `l’11 nov`. */
const on = (date: string) => (/^(8|11)\b/.test(date) ? `l’${date}` : `il ${date}`);

const italian: Messages = {
  shell: {
    description: 'Vedi tutti i dispositivi connessi al tuo account e disconnetti quelli che vuoi.',
    needsJavaScript: 'Questa pagina ha bisogno di JavaScript per mostrare le tue sessioni.',
    loadFailed: 'Una parte di questa pagina non si è caricata.',
    loadAgain: 'Ricarica',
  },
  language: 'Lingua',
  help: 'Aiuto',
  terms: 'Condizioni',
  skip: 'Vai al contenuto',
  notifications: 'Notifiche',
  dismiss: 'Chiudi',

  signIn: {
    title: 'Accedi',
    lead: 'Vedi tutti i dispositivi connessi al tuo account.',
    submit: 'Accedi',
    submitting: 'Accesso in corso…',
    otherwise: 'È la prima volta?',
    otherwiseLink: 'Crea un account',
  },
  signUp: {
    title: 'Crea il tuo account',
    lead: 'Vedrai tutti i dispositivi connessi al tuo account e potrai disconnettere quelli che vuoi.',
    submit: 'Crea account',
    submitting: 'Creazione dell’account…',
    otherwise: 'Hai già un account?',
    otherwiseLink: 'Accedi',
  },
  credentials: {
    email: 'Indirizzo e-mail',
    password: 'Password',
    passwordRule: 'Almeno 8 caratteri. Qualche parola di fila va bene.',
    showPassword: 'Mostra password',
    hidePassword: 'Nascondi password',
    rememberMe: 'Mantieni connesso questo dispositivo',
    rememberMeHint: 'Per un dispositivo che usi solo tu.',
    emailMissing: 'Inserisci il tuo indirizzo e-mail.',
    emailMalformed: 'Questo indirizzo e-mail non è completo. Dovrebbe essere come nome@example.com.',
    passwordMissing: 'Inserisci la tua password.',
    passwordShort: 'Usa almeno 8 caratteri.',
    signInInstead: 'Accedi invece',
    loading: 'Verifica dell’accesso…',
  },

  ended: {
    logout: (when) => `Hai disconnesso questo browser ${when}. Non è più connesso.`,
    revoked: (when, by) =>
      by === null
        ? `Questo browser è stato disconnesso ${when} da un altro dispositivo.`
        : `Questo browser è stato disconnesso ${when} da ${by}.`,
    revoked_others: (when, by) =>
      by === null
        ? `Questo browser è stato disconnesso ${when}, insieme a tutti gli altri, da un altro dispositivo.`
        : `Questo browser è stato disconnesso ${when}, insieme a tutti gli altri, da ${by}.`,
    revoked_all: (when, by) =>
      by === null
        ? `Tutti i dispositivi del tuo account sono stati disconnessi ${when}, compreso questo browser.`
        : `Tutti i dispositivi del tuo account sono stati disconnessi ${when}, compreso questo browser, da ${by}.`,
    idle: (when) => `Questo browser è stato disconnesso ${when}, perché non veniva usato da un po’.`,
    expired: (when, _by, limit) => `Il tuo accesso ha raggiunto la ${limit} ${when}.`,
    reported: (when) =>
      `Questo browser è stato disconnesso ${when}: chi possiede l’account ha detto di non riconoscere questo accesso.`,
    superseded: (when) =>
      `Hai effettuato di nuovo l’accesso con questo browser ${when}. Questo ha sostituito il tuo accesso precedente.`,
    limit_reached: (when, by) =>
      by === null
        ? `Questo browser è stato disconnesso ${when}: un nuovo dispositivo ha effettuato l’accesso e i dispositivi erano troppi.`
        : `Questo browser è stato disconnesso ${when}: ${by} ha effettuato l’accesso e i dispositivi erano troppi.`,
    password_changed: (when, by) =>
      by === null
        ? `La tua password è stata cambiata ${when} e tutti gli altri dispositivi sono stati disconnessi.`
        : `La tua password è stata cambiata ${when}, su ${by}, e tutti gli altri dispositivi sono stati disconnessi.`,
    account_disabled: (when) => `Il tuo account è stato disattivato ${when}.`,
    account_deleted: (when) => `Il tuo account è stato eliminato ${when} e tutti i dispositivi sono stati disconnessi.`,
  },
  afterEnd: {
    logout: 'Accedi di nuovo quando vuoi.',
    revoked: 'Non eri tu? Allora qualcun altro è nel tuo account. Accedi e scegli una nuova password.',
    revoked_others: 'Non eri tu? Allora qualcun altro è nel tuo account. Accedi e scegli una nuova password.',
    revoked_all:
      'Non eri tu? Allora qualcun altro potrebbe essere nel tuo account. Accedi e scegli una nuova password.',
    idle: 'È tutto a posto. Accedi per continuare.',
    expired: 'È tutto a posto. Accedi per continuare.',
    reported: 'L’account è tuo e non l’hai detto tu? Allora accedi e scegli una nuova password.',
    superseded: 'È tutto a posto. Accedi per continuare.',
    limit_reached:
      'Non conosci quel dispositivo? Allora qualcun altro è nel tuo account. Accedi e scegli una nuova password.',
    password_changed:
      'Accedi con la nuova password. L’ha cambiata qualcun altro? Allora scegli «Password dimenticata?» e impostane una nuova.',
    account_disabled: 'Rivolgiti a chi gestisce questo servizio.',
    account_deleted: 'Nessuno può più accedervi. Puoi crearne uno nuovo.',
  },
  timeLimit: (limit) =>
    limit === null
      ? 'durata massima'
      : limit.unit === 'day'
        ? plural(limit.count, { one: 'durata massima di # giorno', other: 'durata massima di # giorni' })
        : plural(limit.count, { one: 'durata massima di # ora', other: 'durata massima di # ore' }),
  endedTitle: 'Questo browser è disconnesso',
  endedSomehow: 'Questo browser non è più connesso al tuo account.',
  afterEndSomehow: 'Accedi per continuare.',
  deviceNotProvedTitle: 'Non è stato possibile verificare questo browser',
  chooseNewPassword: 'Accedi e cambia la password',
  newPasswordNext: 'Dopo l’accesso scegli una nuova password.',
  today: (time) => `alle ${time}`,
  onDay: (date, time) => `${on(date)} alle ${time}`,
  justNow: 'poco fa',

  sessions: {
    title: 'Gestisci le sessioni',
    loading: 'Caricamento delle sessioni…',
    thisDevice: 'Questo dispositivo',
    unconfirmed: 'Nuovo, non confermato',
    othersCount: (count) =>
      plural(count, { one: '# altro dispositivo è connesso', other: '# altri dispositivi sono connessi' }),
    none: 'È connesso solo questo dispositivo.',
    noneHint: 'Nessun altro dispositivo può usare il tuo account.',
    activeNow: 'In uso ora',
    lastUsed: (ago) => `Ultimo uso: ${ago}`,
    signedIn: (date) => `Accesso ${on(date)}`,
    from: (address) => `da ${address}`,
    ends: (ahead) => `Scade ${ahead}`,
    endsUnlessUsed: (ahead) => `Scade ${ahead} se non viene usata`,
    bound: 'Legata al suo dispositivo: una copia rubata dell’accesso non funziona altrove',
    selfNamed: (device) => `Nome scelto dal dispositivo stesso (${device})`,
    failed: 'Non è stato possibile caricare le tue sessioni',
    live: 'In tempo reale. I cambiamenti appaiono subito',
    notLive: 'Riconnessione…',
    lastChecked: (time) => `Ultimo controllo: ${time}`,
    notRefreshed: 'Aggiornamento non riuscito',
    othersSoFar: (count) => plural(count, { one: '# altro dispositivo finora…', other: '# altri dispositivi finora…' }),
    othersShown: (shown, all) => `Altri dispositivi mostrati: ${number(shown)} di ${number(all)}`,
    notAll: 'Non è stato possibile caricare tutte le tue sessioni.',
    appeared: (device) => `${device} ha appena effettuato l’accesso`,
    appearedMany: (count) =>
      plural(count, {
        one: '# dispositivo ha appena effettuato l’accesso',
        other: '# dispositivi hanno appena effettuato l’accesso',
      }),
  },
  deviceList: {
    title: 'I tuoi dispositivi',
    signedInTo: (email) => `Connessi all’account ${email}`,
    detailsOf: (device) => `Dettagli di ${device}`,
    used: (ago) => ago,
    elsewhere: (signIn, lastUse) => `Accesso: ${signIn}, ultimo uso: ${lastUse}`,
    remembered: 'Resta connesso alla chiusura del browser',
    rename: 'Rinomina',
    filter: 'Filtra',
    order: 'Ordine',
    orders: {
      toCheck: 'Prima quelli da controllare',
      lastUsed: 'Prima quelli usati di recente',
      signedIn: 'Prima i più nuovi',
    },
    toCheck: (count) => plural(count, { one: '# dispositivo da controllare', other: '# dispositivi da controllare' }),
    onlyInCountry: (country) => `Unico dispositivo: ${country}`,
    usedOnce: 'Usato una volta',
    why: {
      unconfirmed:
        'Non hai ancora detto se questo accesso era tuo. Rispondi su un dispositivo che usavi già prima o tramite la nostra e-mail. Non eri tu? Allora disconnettilo.',
      newCountry: (country) => `L’ultimo uso è stato da un paese nuovo per il tuo account: ${country}.`,
      onlyInCountry: (country) =>
        `${country}: lì non c’è nessun altro tuo dispositivo. Quello che usi ora è in un altro paese.`,
      usedOnce: 'È stato usato solo il giorno dell’accesso, e poi mai più.',
    },
    somethingWrong: 'Qualcosa non va?',
    somethingWrongLead: 'Vedi un dispositivo che non è tuo? Disconnettilo, poi cambia la password.',
    recentEvents: 'Che cosa è successo di recente',
    mapOfLastUse: 'La mappa mostra dove ogni dispositivo è stato usato l’ultima volta.',
  },
  locations: {
    title: 'Dove sono i tuoi dispositivi',
    inCountry: (country) => `probabilmente ${country}`,
    privately: 'La tua rete locale',
    unknown: 'Paese sconosciuto',
    devices: (country, count) =>
      plural(count, { one: `${country}: # dispositivo`, other: `${country}: # dispositivi` }),
    devicesPrivately: (count) =>
      plural(count, { one: 'Nella tua rete locale: # dispositivo', other: 'Nella tua rete locale: # dispositivi' }),
    devicesUnknown: (count) =>
      plural(count, { one: 'Paese sconosciuto: # dispositivo', other: 'Paese sconosciuto: # dispositivi' }),
    credit:
      'I paesi sono stimati dagli indirizzi IP e possono essere sbagliati. Nessun altro servizio è stato interrogato. Dati: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN, Natural Earth.',
  },
  activity: {
    used: (count, days) => `Giorni di utilizzo: ${number(count)} degli ultimi ${number(days)}`,
    usedSince: (count, days) =>
      plural(days, {
        one: 'Accesso effettuato oggi',
        other: `Giorni di utilizzo: ${number(count)} su # dall’accesso`,
      }),
    eachIsADay: 'Ogni linea è un giorno in UTC e l’ultima è oggi',
  },
  signInMethods: {
    with: (methods) => `Accesso con ${methods}`,
    brief: (methods) => `con ${methods}`,
    by: (application) =>
      application === null ? 'Accesso dalla pagina dell’applicazione' : `Accesso dalla pagina di ${application}`,
    steppedUp: (device) => `È stato confermato su ${device} che eri tu`,
    kinds: {
      password: 'password',
      passkey: 'passkey',
      one_time_code: 'codice monouso',
      text_message: 'codice via SMS',
      phone_call: 'telefonata',
      email_link: 'link via e-mail',
      device: 'credenziale del dispositivo',
      smart_card: 'smart card',
      fingerprint: 'impronta digitale',
      face: 'riconoscimento del volto',
      eye: 'scansione dell’occhio',
      voice: 'voce',
      pin: 'PIN',
      question: 'domanda di sicurezza',
      single_sign_on: 'Single Sign-On',
      windows: 'Windows',
      several: 'più fattori',
    },
  },
  application: {
    at: (name) => (name === null ? 'presso l’applicazione' : `presso ${name}`),
    signIn: (where) => `Accedi ${where}`,
    signInLead: (where) => `Accedi ${where} e poi torna qui.`,
    signInUnknown: 'Si accede dalla pagina dell’applicazione. Accedi lì, poi torna a questa pagina.',
    afterEnd:
      'Non eri tu? Allora forse qualcun altro è nel tuo account. Accedi, guarda i tuoi dispositivi e cambia il modo in cui accedi.',
    confirm: (where) => `Conferma ${where}`,
    confirmHint: (where) =>
      `Confermi ${where} che sei tu e torni qui. Non ti verrà chiesto di nuovo per cinque minuti.`,
    cannotConfirm: (where) =>
      `Gli altri dispositivi non possono essere disconnessi qui, perché nessuno può confermare ${where} che sei tu. Chiedi ai responsabili.`,
    confirmed: 'È confermato che sei tu',
    notConfirmed: 'Non è stato confermato che sei tu',
    nothingChanged: 'Nessun dispositivo è stato disconnesso.',
    consequence:
      'Viene disconnesso subito e potrà usare di nuovo il tuo account solo dopo un nuovo accesso. Non si può annullare.',
    somethingWrongLead: (where) =>
      `Vedi un dispositivo che non è tuo? Disconnettilo, poi cambia ${where} il modo in cui accedi.`,
    unknownHint: 'Disconnetti, poi guarda che cosa fare.',
    secure: 'Proteggi il tuo account',
    advice: (where) =>
      `Quel dispositivo non può più fare nulla. Ma chi lo ha usato forse sa come accedi: cambialo ${where}.`,
    historyLead: (where) =>
      `Che cosa è successo nel tuo account, a partire dal più recente. C’è qualcosa che non hai fatto tu? Disconnetti quel dispositivo e cambia ${where} il modo in cui accedi.`,
    signInFailed: (device) => `Tentativo di accesso fallito da ${device}`,
    failedAttempts: (count) => plural(count, { one: '# tentativo fallito', other: '# tentativi falliti' }),
    account: (where) => `Il tuo account ${where}`,
    emailHint: (where) => `Le e-mail sui nuovi dispositivi arrivano a questo indirizzo. Lo cambi ${where}.`,
  },
  filters: {
    search: 'Cerca tra le tue sessioni',
    searchHint: 'Nome, programma o indirizzo',
    legend: 'Filtri',
    clear: 'Mostra di nuovo tutto',
    group: 'Raggruppa dispositivi simili',
    none: 'Nessun risultato.',
    noneHint: 'Prova con meno parole o altri filtri.',
    facets: {
      unused: 'Ultimo uso',
      country: 'Paese',
      kind: 'Tipo di dispositivo',
      software: 'Browser o programma',
      binding: 'Legata a un dispositivo',
    },
    any: {
      unused: 'Usati in qualsiasi momento',
      country: 'Qualsiasi paese',
      kind: 'Qualsiasi tipo',
      software: 'Qualsiasi browser o programma',
      binding: 'Legata o no',
    },
    option: (name, count) => `${name} (${number(count)})`,
    unused: (days) => plural(days, { one: 'Inutilizzati da # giorno', other: 'Inutilizzati da # giorni' }),
    bound: 'Legata a un dispositivo',
    unbound: 'Non legata a un dispositivo',
    kinds: {
      desktop: 'Computer',
      phone: 'Telefoni',
      tablet: 'Tablet',
      tv: 'TV',
      console: 'Console per videogiochi',
      wearable: 'Orologi e visori',
      program: 'Programmi',
      unknown: 'Dispositivi sconosciuti',
    },
    groupSize: (count) => plural(count, { one: '# sessione', other: '# sessioni' }),
    open: 'Mostra tutte',
    openOf: (device, count) => `Mostra tutte le ${number(count)} sessioni di ${device}`,
    close: 'Mostra una',
    closeOf: (device) => `Mostra una riga per tutte le sessioni di ${device}`,
    endAll: (count) => `Disconnetti tutte (${number(count)})`,
    endAllOf: (device, count) => `Disconnetti tutte (${number(count)}): sessioni di ${device}`,
    printed: 'Questa stampa mostra una parte di un lungo elenco. Cerca o filtra per stampare ciò che ti serve.',
  },
  selection: {
    select: (device) => `Seleziona ${device}`,
    selectGroup: (device, count) => `Seleziona tutte le ${number(count)} sessioni di ${device}`,
    all: (count) => `Seleziona i mostrati (${number(count)})`,
    title: 'Sessioni selezionate',
    count: (count) => plural(count, { one: '# selezionato', other: '# selezionati' }),
    clear: 'Deseleziona',
    clearOf: 'Deseleziona tutto',
  },
  loading: {
    notSignedOut: 'Questo browser resta connesso.',
    retry: 'Riprova',
    retrying: 'Nuovo tentativo…',
  },
  history: {
    title: 'Cronologia',
    hint: 'Accessi, tentativi falliti e come è stato disconnesso ogni dispositivo.',
    open: 'Apri cronologia',
    back: 'Torna alle tue sessioni',
    lead: 'Che cosa è successo nel tuo account, a partire dal più recente. C’è qualcosa che non hai fatto tu? Disconnetti quel dispositivo e cambia la password.',
    loading: 'Caricamento della cronologia…',
    failed: 'Non è stato possibile caricare la tua cronologia',
    none: 'Non è successo nulla di simile.',
    older: 'Mostra precedenti',
    loadingOlder: 'Caricamento…',
    olderFailed: 'Non è stato possibile caricare le voci precedenti. Riprova.',
    wrongPasswords: (count) => plural(count, { one: '# password errata', other: '# password errate' }),
    wrongFrom: (passwords, device) => `${passwords} da ${device}`,
    wrongOn: (passwords, device) => `${passwords} su ${device}`,
    ofDevice: 'Cronologia di questo dispositivo',
    onlyDevice: (device) => `Solo ${device}`,
    signedInFrom: (address) => `accesso da ${address}`,
    allDevices: 'Mostra tutti i dispositivi',
    filterBy: 'Che cosa mostrare',
    filters: {
      everything: 'Tutto',
      signIns: 'Accessi',
      failures: 'Tentativi falliti',
      ends: 'Disconnessioni',
      changes: 'Modifiche',
    },
    events: {
      signed_in: (device) => `${device} ha effettuato l’accesso`,
      sign_in_failed: (device) => `Tentativo di accesso con password errata da ${device}`,
      stepped_up: (device) => `La password è stata confermata su ${device}`,
      step_up_failed: (device) => `È stata inserita una password errata su ${device}`,
      password_changed: (device) => `La password è stata cambiata su ${device}`,
      password_reset_requested: (device) => `È stata richiesta una nuova password da ${device}`,
      password_reset: (device) => `È stata impostata una nuova password con il link di un’e-mail, su ${device}`,
      email_verified: (device) => `L’indirizzo e-mail è stato confermato su ${device}`,
      device_renamed: (name) =>
        name === null ? 'È stato rimosso il nome di un dispositivo' : `Un dispositivo ha ricevuto il nome ${name}`,
      idle_limit_changed: (device) =>
        `Il tempo dopo cui i dispositivi inutilizzati vengono disconnessi è stato cambiato su ${device}`,
      alert_confirmed: (device, by) =>
        by === null ? `Hai confermato che eri tu: ${device}` : `«${device}» è stato confermato su «${by}»: eri tu`,
      alert_reopened: (device) => `La risposta «ero io» per ${device} è stata annullata`,
      alert_denied: (device) => `Hai segnalato che non eri tu: ${device}`,
      ended: (device) => `Il dispositivo ${device} è stato disconnesso`,
    },
    ends: {
      logout: (device) => `${device} si è disconnesso`,
      revoked: (device, by) =>
        by === null
          ? `Il dispositivo ${device} è stato disconnesso da un altro dispositivo`
          : `Il dispositivo ${device} è stato disconnesso da ${by}`,
      revoked_others: (device, by) =>
        by === null
          ? `Il dispositivo ${device} è stato disconnesso insieme a tutti gli altri`
          : `Il dispositivo ${device} è stato disconnesso da ${by}, insieme a tutti gli altri`,
      revoked_all: (device) => `Il dispositivo ${device} è stato disconnesso insieme a tutti i dispositivi`,
      reported: (device, by) =>
        by === null
          ? `Il dispositivo ${device} è stato disconnesso, perché non eri tu`
          : `Il dispositivo ${device} è stato disconnesso da ${by}, perché non eri tu`,
      idle: (device) => `Il dispositivo ${device} è stato disconnesso, perché non veniva usato da un po’`,
      expired: (device, _by, limit) =>
        `Il dispositivo ${device} è stato disconnesso, perché l’accesso ha raggiunto la ${limit}`,
      superseded: (device) => `${device} ha effettuato di nuovo l’accesso, che ha sostituito quello precedente`,
      limit_reached: (device) => `Il dispositivo ${device} è stato disconnesso per fare posto a uno nuovo`,
      password_changed: (device) => `Il dispositivo ${device} è stato disconnesso al cambio della password`,
      account_disabled: (device) => `Il dispositivo ${device} è stato disconnesso quando l’account è stato disattivato`,
      account_deleted: (device) => `Il dispositivo ${device} è stato disconnesso quando l’account è stato eliminato`,
    },
  },
  device: {
    inSentence: (name) => `«${name}»`,
    quoted: (name) => `«${name}»`,
    unknownBrowser: 'Browser sconosciuto',
    unknownSystem: 'sistema sconosciuto',
    on: (software, system) => `${software} su ${system}`,
  },
  ending: {
    unknown: (count) => plural(count, { one: 'Non lo riconosco', other: 'Non li riconosco' }),
    unknownHint: 'Disconnetti e scegli qui una nuova password.',
    proofHint: 'Così solo tu puoi farlo. Per cinque minuti non ti verrà chiesta di nuovo.',
    goneHint: 'Nel frattempo è stato disconnesso.',
    close: 'Chiudi',
  },
  logout: {
    action: 'Disconnetti',
    pending: 'Disconnessione…',
    of: (device) => `Disconnetti ${device}`,
    pendingOf: (device) => `Disconnessione di ${device}…`,
    failed: 'La disconnessione non è riuscita',
  },
  revoke: {
    question: (device) => `Disconnettere ${device}?`,
    consequence:
      'Viene subito disconnesso e potrà usare di nuovo il tuo account solo dopo un nuovo accesso con la tua password. Non si può annullare.',
    consequenceForProgram:
      'Viene subito disconnesso e smette di funzionare finché qualcuno non lo connette di nuovo. Non si può annullare.',
    cancel: 'Mantieni connesso',
    done: (device) => `Hai disconnesso ${device}`,
    failed: (device) => `Non è stato possibile disconnettere ${device}`,
    gone: (device) => `Il dispositivo ${device} era già disconnesso`,
  },
  revokeOthers: {
    action: 'Disconnetti gli altri',
    question: (count) =>
      plural(count, { one: 'Disconnettere l’altro dispositivo?', other: 'Disconnettere # altri dispositivi?' }),
    consequence:
      'Vengono subito disconnessi e dovranno accedere di nuovo. Non si può annullare. Questo dispositivo resta connesso.',
    confirm: (count) => plural(count, { one: 'Disconnetti # dispositivo', other: 'Disconnetti # dispositivi' }),
    cancel: 'Mantieni connessi',
    done: (count) => plural(count, { one: 'Hai disconnesso # dispositivo', other: 'Hai disconnesso # dispositivi' }),
    failed: 'Non è stato possibile disconnettere gli altri dispositivi',
  },
  revokeMany: {
    visible: (count) => `Disconnetti i mostrati (${number(count)})`,
    question: (count) => plural(count, { one: 'Disconnettere # dispositivo?', other: 'Disconnettere # dispositivi?' }),
    consequence:
      'Solo questi dispositivi vengono disconnessi, subito. Un dispositivo che accede nel frattempo resta connesso. Non si può annullare.',
    list: 'Dispositivi che verranno disconnessi',
    gone: (names, count) =>
      `${plural(count, { one: 'Era già disconnesso', other: 'Erano già disconnessi' })}: ${names}.`,
    more: (count) => plural(count, { one: '# altro', other: 'altri #' }),
    failed: (count) =>
      plural(count, {
        one: 'Non è stato possibile disconnettere # dispositivo',
        other: 'Non è stato possibile disconnettere # dispositivi',
      }),
  },
  rename: {
    of: (device) => `Rinomina ${device}`,
    hint: 'Solo tu vedi questo nome. I dettagli del dispositivo restano visibili sotto.',
    name: 'Nome',
    nameRule: 'Fino a 60 caratteri. Lascia vuoto per rimuovere il nome.',
    submit: 'Salva nome',
    done: (name) => `Nuovo nome: ${name}`,
    removed: (name) => `Nome rimosso: ${name}`,
    undo: 'Annulla',
    failed: (device) => `Non è stato possibile rinominare ${device}`,
  },

  alerts: {
    title: 'Eri tu?',
    lead: (count) =>
      plural(count, {
        one: 'Un dispositivo nuovo ha effettuato l’accesso al tuo account.',
        other: '# dispositivi nuovi hanno effettuato l’accesso al tuo account.',
      }),
    announced: (device) => `Un dispositivo nuovo ha effettuato l’accesso al tuo account: ${device}. Eri tu?`,
    more: (count) =>
      plural(count, {
        one: 'Ce n’è # altro, dopo la risposta a questi.',
        other: 'Ce ne sono altri #, dopo la risposta a questi.',
      }),
    signedIn: (ago, when) => `Accesso: ${ago}, ${when}`,
    newCountry: 'Paese nuovo',
    isGone: 'Già disconnesso',
    yes: 'Sì, ero io',
    yesOf: (device) => `Sì, ero io: ${device}`,
    no: 'No, disconnettilo',
    noGone: 'No, non ero io',
    noOf: (device) => `No, disconnettilo: ${device}`,
    noGoneOf: (device) => `No, non ero io: ${device}`,
    confirmed: (device) => `Grazie. ${device} è un tuo dispositivo`,
    undone: (device) => `Annullato. Ti chiederemo di nuovo di ${device}`,
    undoFailed: (device) => `Non è stato possibile annullare la tua risposta su ${device}`,
    failed: (device) => `Non è stato possibile salvare la tua risposta su ${device}`,
    gone: (device) => `Alla domanda su ${device} c’era già una risposta`,
    denied: {
      title: (device) => `Hai disconnesso ${device}`,
      titleGone: (device) => `Il dispositivo ${device} si era già disconnesso`,
      done: (time) => `Il dispositivo è stato disconnesso alle ${time} e non può più usare il tuo account.`,
      doneGone: 'Non è connesso e non può usare il tuo account.',
      advice:
        'Quel dispositivo non può più fare nulla. Ma la persona che lo usava conosceva la tua password: scegline una nuova. Così disconnetti anche tutti gli altri dispositivi.',
      later: 'Non ora',
    },
  },
  newDevice: {
    title: 'Eri tu?',
    lead: (email) =>
      `Un dispositivo nuovo ha effettuato l’accesso all’account ${email}. Non è ancora stato cambiato nulla. Decidi tu, qui.`,
    leadOfMany: (email) =>
      `Ci sono stati accessi all’account ${email} da dispositivi o paesi nuovi. Non è ancora stato cambiato nulla. Decidi tu, qui.`,
    yes: 'Sì, ero io',
    no: 'No, disconnetti il dispositivo',
    noGone: 'No, non ero io',
    none: 'Nessuno di questi ero io',
    saidYesOn: (device, when) => `Qualcuno ha risposto «ero io» su «${device}», ${when}. Qui puoi ancora dire di no.`,
    saidYes: (when) => `Qualcuno ha risposto «ero io» ${when}, con il link di un’e-mail. Qui puoi ancora dire di no.`,
    isConfirmed: 'Eri tu',
    isDenied: 'Non eri tu. Il dispositivo è disconnesso',
    confirmed: {
      title: 'Grazie. Eri tu',
      lead: 'Il dispositivo resta connesso e non c’è altro da fare. Puoi chiudere questa pagina.',
      undo: 'Annulla: chiedimelo di nuovo',
    },
    denied: {
      title: 'Il dispositivo è stato disconnesso',
      titleGone: 'Grazie per avercelo detto',
      done: (time) => `È stato disconnesso alle ${time} e non può più usare il tuo account.`,
      doneGone: 'Il dispositivo si era già disconnesso e non può usare il tuo account.',
      advice:
        'Hai fatto la cosa giusta. Ancora un passo: la persona che lo usava conosceva la tua password, quindi scegline una nuova. Così disconnetti anche tutti gli altri dispositivi.',
      signIn: 'Accedi per cambiare la password',
      sessions: 'Guarda le tue sessioni',
    },
    unusable: {
      reasons:
        'Un link funziona per sette giorni. Non funziona più dopo che hai risposto no, o sì dopo aver confermato che sei tu, e quando è stata inviata un’e-mail più recente sullo stesso accesso. Se il link è arrivato tagliato, aprilo di nuovo dall’e-mail.',
      advice:
        'Aprirlo non ha cambiato nulla, e una risposta già data resta valida. Nella pagina delle tue sessioni puoi sempre vedere quali dispositivi sono connessi e disconnetterli.',
    },
  },
  recovery: {
    link: 'Password dimenticata?',
    title: 'Password dimenticata?',
    lead: 'Inserisci l’indirizzo e-mail del tuo account. Ti inviamo un link con cui scegli una nuova password.',
    submit: 'Invia il link',
    submitting: 'Invio del link…',
    back: 'Torna all’accesso',
    ask: 'Chiedi un nuovo link',
    sent: {
      title: 'Controlla la posta',
      lead: (email) =>
        `Se esiste un account con ${email}, un’e-mail con un link è in arrivo. Il link funziona per 30 minuti.`,
      hint: 'Dopo qualche minuto non c’è nulla? Guarda nella posta indesiderata e controlla l’indirizzo.',
      again: 'Inserisci di nuovo l’indirizzo',
    },
    choose: {
      title: 'Scegli una nuova password',
      lead: (email) =>
        `Per l’account ${email}. Tutti i dispositivi verranno disconnessi e accederai con la nuova password.`,
      submit: 'Imposta la nuova password',
      submitting: 'Impostazione della password…',
    },
    done: {
      title: 'La nuova password è impostata',
      lead: 'Tutti i dispositivi sono disconnessi. Accedi con la nuova password per continuare.',
    },
  },
  mailLink: {
    loading: 'Verifica del tuo link…',
    failed: 'Non è stato possibile verificare il tuo link',
    sessions: 'Vai alle tue sessioni',
    unusable: {
      title: 'Questo link è già stato usato o è scaduto',
      reasons:
        'Un link funziona una sola volta e per un tempo limitato, e non funziona più quando è stata inviata un’e-mail più recente. Se il link è arrivato tagliato, aprilo di nuovo dall’e-mail.',
    },
  },
  verification: {
    title: 'È questo il tuo indirizzo e-mail?',
    lead: (email) => `Un account usa l’indirizzo ${email}. Non è ancora stato cambiato nulla. Decidi qui.`,
    yes: 'Sì, conferma il mio indirizzo',
    notMine: 'Questo account non è mio',
    advice:
      'Aprirlo non ha cambiato nulla. Nella pagina delle tue sessioni, sotto Account, vedi se il tuo indirizzo è confermato e puoi farti inviare di nuovo l’e-mail.',
    done: {
      title: 'Il tuo indirizzo è confermato',
      lead: 'Se dimentichi la password, un’e-mail a questo indirizzo ti permette di accedere di nuovo.',
    },
  },
  notMine: {
    title: 'Questo account non è tuo?',
    lead: (email) =>
      `Un account usa il tuo indirizzo ${email}. Non è ancora stato cambiato nulla. Se non l’hai aperto tu, puoi farlo rimuovere.`,
    consequence:
      'L’account viene rimosso con tutto ciò che contiene, e chi lo usa viene disconnesso. Non si può annullare. Dopo puoi aprire un account tuo con questo indirizzo.',
    confirm: 'Rimuovi questo account',
    keep: 'Lascia tutto com’è',
    gone: 'Aprirlo non ha cambiato nulla. Forse l’account è già stato rimosso, o chi lo possiede ha confermato l’indirizzo.',
    done: { title: 'L’account è rimosso', lead: (email) => `Nessun account usa più ${email} qui.` },
  },
  emailAddress: {
    title: 'Indirizzo e-mail',
    verified: 'Confermato. Se dimentichi la password, un’e-mail ti permette di accedere di nuovo.',
    unverified:
      'Non ancora confermato. Apri il link nella nostra e-mail, così nessun altro può rivendicare l’indirizzo.',
    again: 'Invia di nuovo l’e-mail',
    sent: 'Un’e-mail è in arrivo',
    sentHint: 'Il link che contiene conferma il tuo indirizzo.',
    failed: 'Non è stato possibile inviare di nuovo l’e-mail',
  },
  account: { title: 'Account' },
  idleLimit: {
    title: 'Disconnetti i dispositivi inutilizzati',
    lead: 'Un dispositivo non usato per questo periodo viene disconnesso automaticamente.',
    after: (span) => `Dopo ${span}`,
    default: (span) => `Dopo ${span} (predefinito)`,
    question: (count) =>
      plural(count, {
        one: 'Disconnettere # dispositivo inutilizzato?',
        other: 'Disconnettere # dispositivi inutilizzati?',
      }),
    consequence: (span) =>
      `D’ora in poi un dispositivo viene disconnesso dopo ${span} senza utilizzo. Quelli inutilizzati da più tempo vengono subito disconnessi.`,
    confirm: (count) => plural(count, { one: 'Disconnetti # dispositivo', other: 'Disconnetti # dispositivi' }),
    cancel: 'Lascia com’era',
    done: (span) => `I dispositivi inutilizzati vengono disconnessi dopo ${span}`,
    ended: (count) =>
      plural(count, {
        one: '# dispositivo è stato appena disconnesso',
        other: '# dispositivi sono stati appena disconnessi',
      }),
    failed: 'Non è stato possibile cambiare il tempo dopo cui i dispositivi inutilizzati vengono disconnessi',
  },
  changePassword: {
    title: 'Password',
    lead: 'Una nuova password disconnette tutti gli altri dispositivi.',
    action: 'Cambia password',
    question: 'Scegli una nuova password',
    consequence:
      'Tutti gli altri dispositivi vengono disconnessi subito e avranno bisogno della nuova password. Questo dispositivo resta connesso.',
    current: 'Password attuale',
    password: 'Nuova password',
    submit: 'Cambia password',
    submitting: 'Cambio della password…',
    done: 'La tua password è cambiata',
    doneHint: 'Tutti gli altri dispositivi sono stati disconnessi.',
  },
  stepUp: {
    question: 'Conferma che sei tu',
    reason: 'Inserisci la tua password per continuare. Per i prossimi cinque minuti non ti verrà più chiesta.',
    submit: 'Continua',
    submitting: 'Verifica della password…',
  },
  cancel: 'Annulla',

  crashed: {
    title: 'Questa pagina ha smesso di funzionare',
    lead: 'Qualcosa è andato storto in questa pagina. Il tuo account e i tuoi dispositivi non sono cambiati. Ricarica la pagina per continuare.',
    reload: 'Ricarica',
  },
  notFound: {
    title: 'Pagina non trovata',
    lead: 'A questo indirizzo non c’è nessuna pagina. Il link potrebbe essere incompleto o vecchio.',
    home: 'Vai alle tue sessioni',
  },

  errors: {
    unreachable: 'Il server non ha risposto. Controlla la connessione, poi riprova.',
    busy: 'In questo momento ci sono troppe richieste in attesa. Riprova tra poco.',
    service_unavailable: 'Per un momento il server non è disponibile. Riprova tra poco.',
    internal_error: 'Qualcosa è andato storto da parte nostra. Riprova tra un momento.',
    email_taken: 'Esiste già un account con questo indirizzo e-mail.',
    sign_up_closed: 'Solo chi gestisce questo servizio può creare account. Chiedigliene uno.',
    step_up_unavailable: 'Qui nessuno può confermare che sei tu. Chiedi ai responsabili di questo servizio.',
    sign_in_elsewhere: 'Accedi nella pagina dell’applicazione. Qui non c’è una password.',
    credentials_incorrect: 'L’indirizzo e-mail o la password non sono corretti. Controllali entrambi e riprova.',
    account_disabled: 'Questo account è disattivato. Rivolgiti a chi gestisce questo servizio.',
    session_limit_reached: 'Ci sono troppi dispositivi connessi a questo account. Disconnettine uno, poi riprova.',
    password_incorrect: 'La password non è corretta. Controllala e riprova.',
    step_up_required: 'Conferma prima che sei tu, poi riprova.',
    too_many_streams:
      'Ci sono troppe pagine aperte con questo account o da questa rete. Chiudi altre schede e riprova più tardi.',
    rate_limited: 'Ci sono stati troppi tentativi. Riprova più tardi.',
    token_not_provided: 'Questo browser non è connesso. Accedi, poi riprova.',
    token_incorrect: 'Questo browser non è più connesso. Accedi, poi riprova.',
    device_not_proved:
      'Non abbiamo potuto verificare che questo sia il browser con cui hai effettuato l’accesso. Riprova tra un momento, oppure accedi di nuovo.',
    alert_not_found: 'Ha già avuto risposta, oppure è passato troppo tempo.',
    alert_link_unusable: 'Questo link è già stato usato o è scaduto. Guarda invece le tue sessioni.',
    account_link_unusable: 'Questo link è già stato usato o è scaduto. Chiedine uno nuovo.',
    device_not_found: 'Non è più uno dei tuoi dispositivi.',
    session_token_not_found: 'Questo dispositivo non è più nel tuo elenco.',
    session_token_incorrect:
      'Nel frattempo questo browser ha effettuato di nuovo l’accesso. Ricarica la pagina, poi riprova.',
    validation_failed: 'Qualcosa nel modulo non è corretto. Controlla ciò che hai inserito.',
    json_malformed: 'Qualcosa è andato storto tra questa pagina e il server. Ricarica la pagina.',
    request_malformed: 'Qualcosa è andato storto tra questa pagina e il server. Ricarica la pagina.',
    media_type_unsupported: 'Qualcosa è andato storto tra questa pagina e il server. Ricarica la pagina.',
    body_too_large: 'È troppo testo. Accorcia ciò che hai inserito.',
    headers_too_large: 'Questo browser ha salvato troppi cookie di questa pagina. Eliminali, poi accedi.',
    request_timed_out: 'La connessione era troppo lenta. Riprova.',
    cross_site_refused:
      'Questa pagina è stata aperta a un indirizzo che il server non conosce. Aprila al suo indirizzo abituale.',
    route_not_found: 'Questa pagina non è aggiornata. Ricaricala.',
    method_not_allowed: 'Questa pagina non è aggiornata. Ricaricala.',
  },
  rateLimitedUntil: (ahead) => `Ci sono stati troppi tentativi. Riprova ${ahead}.`,
};

export default italian;
