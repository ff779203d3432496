import type { Sentences } from './en.ts';

const french: Sentences = {
  locale: 'fr',
  direction: 'ltr',

  subject: 'Un nouvel appareil s’est connecté à votre compte',
  lead: 'Un appareil nouveau pour votre compte s’est connecté avec votre mot de passe.',
  subjectOfCountry: 'Une connexion à votre compte depuis un nouveau pays',
  leadOfCountry: 'Quelqu’un s’est connecté avec votre mot de passe depuis un pays nouveau pour votre compte.',
  subjectOfMany: (count) => `Nouvelles connexions à votre compte : ${count}`,
  leadOfMany:
    'Des connexions avec votre mot de passe ont eu lieu depuis des appareils ou des pays nouveaux pour votre compte :',
  facts: { device: 'Appareil', when: 'Quand', where: 'Où', address: 'Adresse', account: 'Compte' },
  fact: (name, value) => `${name} : ${value}`,

  device: {
    unknownBrowser: 'Navigateur inconnu',
    unknownSystem: 'un système inconnu',
    on: (software, system) => `${software} sur ${system}`,
    selfNamed: (name, device) => `« ${name} », ${device}`,
  },
  places: {
    inCountry: (country) => `${country}, approximativement`,
    privately: 'Un réseau privé',
    unknown: 'Pays inconnu',
  },
  addressUnknown: 'inconnue',

  question: 'Était-ce vous ?',
  yes: 'Oui ?',
  afterYes: 'Alors vous n’avez rien à faire.',
  no: 'Non, ou vous avez un doute ?',
  afterNo:
    'Ouvrez le lien. Il montre ce qui s’est passé, et vous pouvez y déconnecter cet appareil immédiatement. Vous n’avez pas à vous connecter pour cela.',
  afterNoOfMany:
    'Ouvrez le lien. Il montre chacune de ces connexions, et vous pouvez y déconnecter ces appareils immédiatement. Vous n’avez pas à vous connecter pour cela.',
  action: 'Voir cette connexion',
  actionOfMany: 'Voir ces connexions',
  link: (until) =>
    `Le lien fonctionne jusqu’au ${until}, y compris pour changer un oui en non. L’ouvrir ne change rien : c’est sur la page que vous décidez. Merci de ne pas transférer cet e-mail : toute personne qui a le lien peut répondre à votre place.`,

  sender: 'Envoyé par Latchkey à l’adresse de votre compte.',
  credit:
    'Le pays est déduit de l’adresse et reste approximatif. Personne d’autre n’a été interrogé. Données : Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',
};

export default french;
