import { pluralOf } from '../language/plural.ts';
import type { Sentences } from './en.ts';

const plural = pluralOf('it');
const number = (count: number) => plural(count, { other: '#' });

/** `il 25 nov`, but `l’8 nov` and `l’11 nov`. */
const on = (date: string) => (/^(8|11)\b/.test(date) ? `l’${date}` : `il ${date}`);

const italian: Sentences = {
  shell: {
    description: 'Vedi tutti i dispositivi connessi al tuo account e disconnetti quelli che vuoi.',
    needsJavaScript: 'Latchkey ha bisogno di JavaScript per mostrare le tue sessioni.',
    loadFailed: 'Una parte di questa pagina non si è caricata.',
    loadAgain: 'Ricarica',
  },
  language: 'Lingua',
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
    lead: 'Un solo account. Vedi tutti i dispositivi che vi sono connessi e puoi disconnettere quelli che vuoi.',
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
    keepSignedIn: 'Mantieni l’accesso',
    keepSignedInHint: 'Per un dispositivo che usi solo tu.',
    emailMissing: 'Inserisci il tuo indirizzo e-mail.',
    emailMalformed: 'Non è ancora un indirizzo e-mail. Deve essere come nome@example.com.',
    passwordMissing: 'Inserisci la tua password.',
    passwordShort: 'Usa almeno 8 caratteri.',
    signInInstead: 'Accedi invece',
    loading: 'Verifica dell’accesso…',
  },

  ended: {
    logout: (when) => `Hai chiuso la sessione ${when}. Questo browser non è più connesso.`,
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
    expired: (when) => `La tua sessione è scaduta ${when}, come previsto.`,
    reported: (when) =>
      `Questo browser è stato disconnesso ${when}: chi possiede l’account ha detto di non riconoscere questo accesso.`,
    superseded: (when) =>
      `Hai effettuato di nuovo l’accesso con questo browser ${when}. La sessione precedente è terminata.`,
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
      'Accedi con la nuova password. Non l’hai cambiata tu? Allora scegli «Password dimenticata?» e impostane una tua.',
    account_disabled: 'Rivolgiti a chi gestisce questo servizio.',
    account_deleted: 'Nessuno può più accedervi. Puoi crearne uno nuovo.',
  },
  endedTitle: 'Sessione terminata',
  endedSomehow: 'In questo browser l’accesso non è più attivo.',
  afterEndSomehow: 'Accedi per continuare.',
  unprovedTitle: 'La tua sessione è legata al suo dispositivo',
  chooseNewPassword: 'Accedi e cambia la password',
  newPasswordNext: 'Dopo l’accesso scegli una nuova password.',
  today: (time) => `alle ${time}`,
  onDay: (date, time) => `${on(date)} alle ${time}`,

  sessions: {
    title: 'Gestisci le sessioni',
    lead: 'Tutti i dispositivi connessi al tuo account. Disconnetti quelli che non riconosci.',
    leadFor: (email) => `Tutti i dispositivi connessi all’account ${email}. Disconnetti quelli che non riconosci.`,
    loading: 'Caricamento delle sessioni…',
    thisDevice: 'Questo dispositivo',
    unconfirmed: 'Nuovo, non confermato',
    others: 'Altri dispositivi',
    othersCount: (count) =>
      plural(count, { one: '# altro dispositivo è connesso', other: '# altri dispositivi sono connessi' }),
    none: 'È connesso solo questo dispositivo.',
    noneHint: 'Non c’è nulla da sistemare.',
    activeNow: 'In uso ora',
    lastUsed: (ago) => `Ultimo uso: ${ago}`,
    signedIn: (date) => `Accesso ${on(date)}`,
    from: (address) => `da ${address}`,
    ends: (ahead) => `Scade ${ahead}`,
    endsUnlessUsed: (ahead) => `Scade ${ahead} se non viene usata`,
    bound: 'Legata al suo dispositivo: i cookie copiati non valgono altrove',
    selfNamed: (device) => `Nome scelto dal dispositivo (${device})`,
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
  places: {
    title: 'Dove sono i tuoi dispositivi',
    inCountry: (country) => `${country} (approssimativo)`,
    privately: 'Rete privata',
    unknown: 'Paese sconosciuto',
    devices: (country, count) =>
      plural(count, { one: `${country}: # dispositivo`, other: `${country}: # dispositivi` }),
    devicesPrivately: (count) =>
      plural(count, { one: 'In una rete privata: # dispositivo', other: 'In reti private: # dispositivi' }),
    devicesUnknown: (count) =>
      plural(count, { one: 'Paese sconosciuto: # dispositivo', other: 'Paese sconosciuto: # dispositivi' }),
    credit:
      'I paesi sono ricavati dagli indirizzi e sono approssimativi. Non è stato chiesto nulla a nessun altro. Dati: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN, Natural Earth.',
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
  order: {
    search: 'Cerca tra le tue sessioni',
    searchHint: 'Nome, programma o indirizzo',
    filters: 'Filtri',
    clear: 'Mostra di nuovo tutto',
    group: 'Raggruppa simili',
    none: 'Nessun risultato.',
    noneHint: 'Prova con meno parole o altri filtri.',
    facets: {
      unused: 'Ultimo uso',
      country: 'Paese',
      kind: 'Tipo di dispositivo',
      software: 'Browser o programma',
      binding: 'Legame',
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
    notSignedOut: 'La tua sessione resta attiva.',
    retry: 'Riprova',
    retrying: 'Nuovo tentativo…',
  },
  history: {
    title: 'Cronologia',
    hint: 'Accessi, tentativi falliti e come è terminata ogni sessione.',
    open: 'Apri cronologia',
    back: 'Torna alle tue sessioni',
    lead: 'Che cosa è successo nel tuo account, a partire dal più recente. C’è qualcosa che non hai fatto tu? Disconnetti quel dispositivo e cambia la password.',
    loading: 'Caricamento della cronologia…',
    failed: 'Non è stato possibile caricare la tua cronologia',
    none: 'Non è successo nulla di questo tipo.',
    older: 'Mostra precedenti',
    loadingOlder: 'Caricamento…',
    olderFailed: 'Non è stato possibile caricare ciò che è successo prima. Riprova.',
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
      idle_limit_changed: (device) => `Il limite per i dispositivi inutilizzati è stato cambiato su ${device}`,
      alert_confirmed: (device, by) =>
        by === null ? `Hai confermato che eri tu: ${device}` : `«${device}» è stato confermato su «${by}»: eri tu`,
      alert_reopened: (device) => `La conferma per ${device} è stata annullata`,
      alert_denied: (device) => `Hai segnalato che non eri tu: ${device}`,
      ended: (device) => `Il dispositivo ${device} è stato disconnesso`,
    },
    ends: {
      logout: (device) => `${device} ha chiuso la sessione`,
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
      expired: (device) => `La sessione di ${device} è scaduta, come previsto`,
      superseded: (device) => `${device} ha effettuato di nuovo l’accesso e la sessione precedente è terminata`,
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
      'Viene subito disconnesso. Chi usa il dispositivo dovrà accedere di nuovo con la tua password. Non si può annullare.',
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
    shown: (count) => `Disconnetti i mostrati (${number(count)})`,
    question: (count) => plural(count, { one: 'Disconnettere # dispositivo?', other: 'Disconnettere # dispositivi?' }),
    consequence:
      'Solo questi vengono subito disconnessi: chi accede nel frattempo resta connesso. Non si può annullare.',
    list: 'Che cosa viene disconnesso',
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
    hint: 'Lo vedi solo tu. Ciò che si sa del dispositivo resta scritto sotto.',
    name: 'Nome',
    nameRule: 'Fino a 60 caratteri. Lascia vuoto per togliere il nome.',
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
    undoFailed: (device) => `Non è stato possibile annullare la tua conferma per ${device}`,
    failed: (device) => `La tua risposta su ${device} non è stata registrata`,
    gone: (device) => `Alla domanda su ${device} c’era già una risposta`,
    denied: {
      title: (device) => `Hai disconnesso ${device}`,
      titleGone: (device) => `Il dispositivo ${device} si era già disconnesso`,
      done: (time) => `Il dispositivo è stato disconnesso alle ${time} e non può più usare il tuo account.`,
      doneGone: 'Non è connesso e non può usare il tuo account.',
      advice:
        'Quel dispositivo non è più un pericolo. Ma chi lo usava conosceva la tua password: scegline una nuova. Così disconnetti anche tutti gli altri dispositivi.',
      later: 'Non ora',
    },
  },
  newDevice: {
    title: 'Eri tu?',
    lead: (email) =>
      `Un dispositivo nuovo ha effettuato l’accesso all’account ${email}. Finora non è stato cambiato nulla. Decidi tu, qui.`,
    leadOfMany: (email) =>
      `Ci sono stati accessi all’account ${email} da dispositivi o paesi nuovi. Per ora non è cambiato nulla. Decidi tu, qui.`,
    yes: 'Sì, ero io',
    no: 'No, disconnetti il dispositivo',
    noGone: 'No, non ero io',
    none: 'Nessuno di questi ero io',
    saidYesOn: (device, when) => `È stato risposto «ero io» su «${device}», ${when}. Qui puoi ancora dire di no.`,
    saidYes: (when) => `È stato risposto «ero io» ${when}, con il link di un’e-mail. Qui puoi ancora dire di no.`,
    isConfirmed: 'Eri tu',
    isDenied: 'Non eri tu. Il dispositivo è disconnesso',
    confirmed: {
      title: 'Grazie. Eri tu',
      lead: 'Il dispositivo resta connesso e non c’è altro da fare. Puoi chiudere questa pagina.',
      undo: 'No, aspetta: chiedimelo di nuovo',
    },
    denied: {
      title: 'Il dispositivo è stato disconnesso',
      titleGone: 'Grazie per averlo detto',
      done: (time) => `È stato disconnesso alle ${time} e non può più usare il tuo account.`,
      doneGone: 'Il dispositivo si era già disconnesso e non può usare il tuo account.',
      advice:
        'Hai fatto la cosa giusta. Conviene un altro passo: chi lo usava conosceva la tua password, quindi scegline una nuova. Così disconnetti anche tutti gli altri dispositivi.',
      signIn: 'Accedi per cambiare la password',
      sessions: 'Guarda le tue sessioni',
    },
    unusable: {
      title: 'Questo link non fa più nulla',
      reasons:
        'Un link funziona per sette giorni, fino a un no o a un sì confermato con la password, e un’e-mail più recente sullo stesso accesso sostituisce la precedente. Oppure non è arrivato intero: allora aprilo di nuovo dall’e-mail.',
      advice:
        'Aprirlo non ha cambiato nulla, e una risposta già data resta valida. Tra le tue sessioni puoi sempre vedere chi è connesso, disconnettere qualsiasi dispositivo e cambiare la password.',
      action: 'Vai alle tue sessioni',
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
    loading: 'Ricerca del tuo link…',
    failed: 'Non è stato possibile verificare il tuo link',
    sessions: 'Vai alle tue sessioni',
    unusable: {
      title: 'Questo link ora non fa più nulla',
      reasons:
        'Un link funziona una sola volta e per un tempo limitato, e un’e-mail più recente sostituisce la precedente. Oppure non è arrivato intero: allora aprilo ancora una volta dall’e-mail.',
    },
  },
  verification: {
    title: 'È questo il tuo indirizzo e-mail?',
    lead: (email) => `Un account usa l’indirizzo ${email}. Finora non è cambiato nulla. Decidi qui.`,
    yes: 'Sì, conferma il mio indirizzo',
    notMine: 'Questo account non è mio',
    advice:
      'Aprirlo non ha cambiato nulla. Tra le tue sessioni, sotto Account, vedi se il tuo indirizzo è confermato e puoi farti inviare di nuovo l’e-mail.',
    done: {
      title: 'Il tuo indirizzo è confermato',
      lead: 'Se dimentichi la password, un’e-mail a questo indirizzo ti fa rientrare.',
    },
  },
  notMine: {
    title: 'Questo account non è tuo?',
    lead: (email) =>
      `Un account usa il tuo indirizzo ${email}. Finora non è cambiato nulla. Se non l’hai aperto tu, puoi farlo rimuovere.`,
    consequence:
      'L’account viene rimosso con tutto ciò che contiene, e chi lo usa viene disconnesso. Non si può annullare. Dopo puoi aprire un account tuo con questo indirizzo.',
    confirm: 'Rimuovi questo account',
    keep: 'Lascia tutto com’è',
    gone: 'Aprirlo non ha cambiato nulla. Forse l’account è già stato rimosso, o chi lo possiede ha confermato l’indirizzo.',
    done: { title: 'L’account è rimosso', lead: (email) => `Nessun account usa più ${email} qui.` },
  },
  emailAddress: {
    title: 'Indirizzo e-mail',
    verified: 'Confermato. Se dimentichi la password, un’e-mail ti fa rientrare.',
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
    lead: 'Un dispositivo che nessuno usa per questo periodo viene disconnesso da solo.',
    after: (span) => `Dopo ${span}`,
    everybodys: (span) => `Dopo ${span} (predefinito)`,
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
    failed: 'Non è stato possibile cambiare il limite per i dispositivi inutilizzati',
  },
  changePassword: {
    title: 'Password',
    lead: 'Una nuova disconnette tutti gli altri dispositivi.',
    action: 'Cambia password',
    question: 'Scegli una nuova password',
    consequence:
      'Tutti gli altri dispositivi vengono disconnessi subito e avranno bisogno della nuova password. Questo dispositivo resta connesso.',
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
    title: 'Qualcosa si è rotto',
    lead: 'Questa pagina ha smesso di funzionare. Le tue sessioni sono rimaste com’erano. Ricarica per continuare.',
    reload: 'Ricarica',
  },
  nothingHere: {
    title: 'Qui non c’è nulla',
    lead: 'A questo indirizzo non c’è nessuna pagina.',
    home: 'Vai all’inizio',
  },

  failures: {
    unreachable: 'Latchkey non ha risposto. Controlla la connessione, poi riprova.',
    busy: 'In questo momento ci sono troppe richieste in attesa. Riprova tra poco.',
    service_unavailable: 'Per un momento Latchkey non è disponibile. Riprova tra poco.',
    internal_error: 'Qualcosa è andato storto da parte nostra. Riprova tra un momento.',
    email_taken: 'Esiste già un account con questo indirizzo e-mail.',
    sign_up_closed: 'Gli account li apre chi gestisce questo servizio. Chiedine uno lì.',
    credentials_incorrect: 'L’indirizzo e-mail o la password non sono corretti. Controllali entrambi e riprova.',
    account_disabled: 'Questo account è disattivato. Rivolgiti a chi gestisce questo servizio.',
    password_incorrect: 'La password non è corretta. Controllala e riprova.',
    step_up_required: 'Serve ancora una volta la tua password. Riprova e inseriscila.',
    too_many_streams:
      'Ci sono troppe pagine aperte con questo account o da questa rete. Chiudi altre schede e riprova più tardi.',
    rate_limited: 'Ci sono stati troppi tentativi. Riprova più tardi.',
    token_not_provided: 'Non hai effettuato l’accesso. Accedi, poi riprova.',
    token_incorrect: 'Il tuo accesso non è più attivo. Accedi, poi riprova.',
    device_not_proved:
      'Questo browser non ha potuto dimostrare di essere il dispositivo della tua sessione. Riprova tra un momento, oppure accedi di nuovo.',
    alert_not_found: 'Ha già avuto risposta, oppure è passato troppo tempo.',
    alert_link_unusable: 'Il link non fa più nulla. Guarda invece le tue sessioni.',
    account_link_unusable: 'Il link ora non fa più nulla. Chiedine uno nuovo.',
    device_not_found: 'Non è più uno dei tuoi dispositivi.',
    session_token_not_found: 'Non è più nell’elenco delle tue sessioni.',
    session_token_incorrect: 'Non è la sessione di questo browser. Ricarica la pagina, poi riprova.',
    validation_failed: 'Qualcosa nel modulo non è come dovrebbe. Controlla ciò che hai inserito.',
    json_malformed: 'La pagina e il server non si sono capiti. Ricarica la pagina.',
    request_malformed: 'La pagina e il server non si sono capiti. Ricarica la pagina.',
    media_type_unsupported: 'La pagina e il server non si sono capiti. Ricarica la pagina.',
    body_too_large: 'È più testo di quanto il server accetti. Accorcia ciò che hai inserito.',
    headers_too_large:
      'Il browser invia più di quanto il server accetti. Elimina i cookie di questa pagina, poi accedi.',
    request_timed_out: 'La connessione era troppo lenta per ciò che è stato inviato. Riprova.',
    cross_site_refused: 'Il server non riconosce l’indirizzo di questa pagina. Aprila al suo indirizzo abituale.',
    route_not_found: 'Questa pagina è meno recente del server. Ricaricala.',
    method_not_allowed: 'Questa pagina è meno recente del server. Ricaricala.',
  },
  rateLimitedUntil: (ahead) => `Ci sono stati troppi tentativi. Riprova ${ahead}.`,
};

export default italian;
