import type { Messages } from './en.ts';

const italian: Messages = {
  locale: 'it',
  direction: 'ltr',

  subject: (what) => `Nuovo accesso: ${what}`,
  lead: 'Un dispositivo nuovo ha effettuato l’accesso al tuo account.',
  subjectOfCountry: (what) => `Accesso da un nuovo paese: ${what}`,
  leadOfCountry: 'Qualcuno ha effettuato l’accesso da un paese nuovo per il tuo account.',
  subjectOfMany: (count) => `Nuovi accessi al tuo account: ${count}`,
  leadOfMany: 'Ci sono stati accessi da dispositivi o paesi nuovi per il tuo account:',
  facts: {
    device: 'Dispositivo',
    how: 'Come',
    when: 'Quando',
    where: 'Dove',
    address: 'Indirizzo',
    account: 'Account',
  },
  fact: (name, value) => `${name}: ${value}`,

  device: {
    unknownBrowser: 'Browser sconosciuto',
    unknownSystem: 'sistema sconosciuto',
    on: (software, system) => `${software} su ${system}`,
    quoted: (name) => `“${name}”`,
    selfNamed: (name, device) => `${name}, ${device}`,
  },
  signInMethods: {
    by: (application) =>
      application === null ? 'la pagina di accesso dell’applicazione' : `la pagina di accesso di ${application}`,
    kinds: {
      password: 'la tua password',
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
  location: {
    inCountry: (country) => `probabilmente ${country}`,
    privately: 'La tua rete locale',
    unknown: 'Paese sconosciuto',
  },
  addressUnknown: 'sconosciuto',

  question: 'Eri tu?',
  yes: 'Sì?',
  afterYes: 'Allora non devi fare nulla.',
  no: 'No, o hai un dubbio?',
  afterNo:
    'Apri il link. Mostra che cosa è successo, e lì puoi disconnettere subito quel dispositivo. Non serve effettuare l’accesso.',
  afterNoOfMany:
    'Apri il link. Mostra ciascuno di questi accessi, e lì puoi disconnettere subito quei dispositivi. Non serve effettuare l’accesso.',
  action: 'Guarda questo accesso',
  actionOfMany: 'Guarda questi accessi',
  link: (until) =>
    `Il link funziona fino a ${until}, anche per cambiare un sì in un no. Aprirlo non cambia nulla: decidi tu, nella pagina. Non inoltrare questa e-mail: chi ha il link può rispondere al posto tuo.`,

  sender: (name) => `Inviata da ${name} all’indirizzo del tuo account.`,
  help: 'Aiuto per il tuo account',
  credit:
    'Il paese è stimato dall’indirizzo IP e può essere sbagliato. Nessun altro servizio è stato interrogato. Dati: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',

  account: {
    recovery: {
      subject: 'Scegli una nuova password',
      lead: 'È stata richiesta una nuova password per il tuo account.',
      advice:
        'Eri tu? Allora apri il link e scegline una. Tutti i dispositivi verranno disconnessi e avranno bisogno della nuova password.',
      action: 'Scegli una nuova password',
      after: (until) =>
        `Il link funziona una sola volta, fino a ${until}. Aprirlo non cambia nulla: decidi tu, nella pagina. Non inoltrare questa e-mail: chi ha il link può impostare la tua password. Non eri tu? Allora non devi fare nulla, e la tua password resta com’è.`,
    },
    password_changed: {
      subject: 'La tua password è stata cambiata',
      lead: 'La password del tuo account è stata cambiata e tutti gli altri dispositivi sono stati disconnessi.',
      advice: 'Non eri tu? Allora chiedi subito una nuova password. Così ogni dispositivo viene disconnesso.',
      action: 'Chiedi una nuova password',
      after: () => 'Eri tu? Allora non devi fare nulla.',
    },
    verification: {
      subject: 'È questo il tuo indirizzo e-mail?',
      lead: 'È stato creato un account con questo indirizzo e-mail.',
      advice:
        'È il tuo? Allora conferma l’indirizzo. Se dimentichi la password, un’e-mail a questo indirizzo ti permette di accedere di nuovo.',
      action: 'Guarda questo account',
      after: (until) =>
        `Il link funziona una sola volta, fino a ${until}. Aprirlo non cambia nulla: decidi tu, nella pagina.`,
    },
    disown: {
      lead: 'Questo account non è tuo? Puoi farlo rimuovere.',
      action: 'Questo account non è mio',
    },
  },
};

export default italian;
