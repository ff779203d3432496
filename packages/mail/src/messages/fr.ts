import type { Messages } from './en.ts';

const french: Messages = {
  locale: 'fr',
  direction: 'ltr',

  subject: (what) => `Nouvelle connexion : ${what}`,
  lead: 'Un appareil nouveau pour votre compte s’est connecté.',
  subjectOfCountry: (what) => `Connexion depuis un nouveau pays : ${what}`,
  leadOfCountry: 'Quelqu’un s’est connecté depuis un pays nouveau pour votre compte.',
  subjectOfMany: (count) => `Nouvelles connexions à votre compte : ${count}`,
  leadOfMany: 'Des connexions ont eu lieu depuis des appareils ou des pays nouveaux pour votre compte :',
  facts: { device: 'Appareil', how: 'Comment', when: 'Quand', where: 'Où', address: 'Adresse', account: 'Compte' },
  fact: (name, value) => `${name} : ${value}`,

  device: {
    unknownBrowser: 'Navigateur inconnu',
    unknownSystem: 'un système inconnu',
    on: (software, system) => `${software} sur ${system}`,
    quoted: (name) => `« ${name} »`,
    selfNamed: (name, device) => `${name}, ${device}`,
  },
  signInMethods: {
    by: (application) =>
      application === null ? 'la page de connexion de l’application' : `la page de connexion de ${application}`,
    kinds: {
      password: 'votre mot de passe',
      passkey: 'passkey',
      one_time_code: 'code à usage unique',
      text_message: 'code par SMS',
      phone_call: 'appel téléphonique',
      email_link: 'lien par e-mail',
      device: 'justificatif de l’appareil',
      smart_card: 'carte à puce',
      fingerprint: 'empreinte digitale',
      face: 'reconnaissance faciale',
      eye: 'scan de l’œil',
      voice: 'voix',
      pin: 'code PIN',
      question: 'question de sécurité',
      single_sign_on: 'authentification unique',
      windows: 'Windows',
      several: 'plusieurs facteurs',
    },
  },
  location: {
    inCountry: (country) => `probablement ${country}`,
    privately: 'Votre réseau local',
    unknown: 'Pays inconnu',
  },
  addressUnknown: 'inconnue',

  question: 'Était-ce vous ?',
  yes: 'Oui ?',
  afterYes: 'Alors vous n’avez rien à faire.',
  no: 'Non, ou vous avez un doute ?',
  afterNo:
    'Ouvrez le lien. Il montre ce qui s’est passé, et vous pouvez y déconnecter cet appareil immédiatement. Vous n’avez pas à vous connecter pour cela.',
  afterNoOfMany:
    'Ouvrez le lien. Il montre chacune de ces connexions, et vous pouvez y déconnecter ces appareils immédiatement. Vous n’avez pas à vous connecter pour cela.',
  action: 'Voir cette connexion',
  actionOfMany: 'Voir ces connexions',
  link: (until) =>
    `Le lien fonctionne jusqu’au ${until}, y compris pour changer un oui en non. L’ouvrir ne change rien : c’est sur la page que vous décidez. Ne transférez pas cet e-mail : toute personne qui a le lien peut répondre à votre place.`,

  sender: (name) => `Envoyé par ${name} à l’adresse de votre compte.`,
  help: 'Aide pour votre compte',
  credit:
    'Le pays est estimé d’après l’adresse IP et peut être faux. Aucun autre service n’a été interrogé. Données : Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',

  account: {
    recovery: {
      subject: 'Choisissez un nouveau mot de passe',
      lead: 'Un nouveau mot de passe a été demandé pour votre compte.',
      advice:
        'C’était vous ? Alors ouvrez le lien et choisissez-en un. Tous les appareils seront déconnectés et auront besoin du nouveau mot de passe.',
      action: 'Choisir un nouveau mot de passe',
      after: (until) =>
        `Le lien fonctionne une seule fois, jusqu’au ${until}. L’ouvrir ne change rien : c’est sur la page que vous décidez. Ne transférez pas cet e-mail : toute personne qui a le lien peut définir votre mot de passe. Ce n’était pas vous ? Alors il n’y a rien à faire, et votre mot de passe reste le même.`,
    },
    password_changed: {
      subject: 'Votre mot de passe a été changé',
      lead: 'Le mot de passe de votre compte a été changé et tous les autres appareils ont été déconnectés.',
      advice:
        'Ce n’était pas vous ? Alors demandez tout de suite un nouveau mot de passe. Cela déconnecte tous les appareils.',
      action: 'Demander un nouveau mot de passe',
      after: () => 'C’était vous ? Alors il n’y a rien à faire.',
    },
    verification: {
      subject: 'Est-ce votre adresse e-mail ?',
      lead: 'Un compte a été créé avec cette adresse e-mail.',
      advice:
        'Est-ce le vôtre ? Alors confirmez l’adresse. Si vous oubliez votre mot de passe, un e-mail à cette adresse vous permettra de vous reconnecter.',
      action: 'Voir ce compte',
      after: (until) =>
        `Le lien fonctionne une seule fois, jusqu’au ${until}. L’ouvrir ne change rien : c’est sur la page que vous décidez.`,
    },
    disown: {
      lead: 'Ce compte n’est pas le vôtre ? Vous pouvez le faire supprimer.',
      action: 'Ce compte n’est pas le mien',
    },
  },
};

export default french;
