import { pluralOf } from './plural.ts';
import type { Messages } from './en.ts';

const plural = pluralOf('fr');
const number = (count: number) => plural(count, { other: '#' });

const french: Messages = {
  shell: {
    description: 'Voyez tous les appareils connectés à votre compte, et déconnectez ceux que vous voulez.',
    needsJavaScript: 'Cette page a besoin de JavaScript pour afficher vos sessions.',
    loadFailed: 'Une partie de cette page ne s’est pas chargée.',
    loadAgain: 'Recharger',
  },
  language: 'Langue',
  help: 'Aide',
  terms: 'Conditions',
  skip: 'Aller au contenu',
  notifications: 'Notifications',
  dismiss: 'Fermer',

  signIn: {
    title: 'Se connecter',
    lead: 'Voyez tous les appareils connectés à votre compte.',
    submit: 'Se connecter',
    submitting: 'Connexion en cours…',
    otherwise: 'Première visite ?',
    otherwiseLink: 'Créer un compte',
  },
  signUp: {
    title: 'Créer votre compte',
    lead: 'Vous voyez tous les appareils connectés à votre compte, et vous pouvez déconnecter ceux que vous voulez.',
    submit: 'Créer le compte',
    submitting: 'Création de votre compte…',
    otherwise: 'Vous avez déjà un compte ?',
    otherwiseLink: 'Se connecter',
  },
  credentials: {
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    passwordRule: 'Au moins 8 caractères. Quelques mots à la suite conviennent bien.',
    showPassword: 'Afficher le mot de passe',
    hidePassword: 'Masquer le mot de passe',
    rememberMe: 'Garder cet appareil connecté',
    rememberMeHint: 'Pour un appareil que personne d’autre n’utilise.',
    emailMissing: 'Saisissez votre adresse e-mail.',
    emailMalformed: 'Cette adresse e-mail n’est pas complète. Elle devrait ressembler à nom@example.com.',
    passwordMissing: 'Saisissez votre mot de passe.',
    passwordShort: 'Utilisez au moins 8 caractères.',
    signInInstead: 'Se connecter à ce compte',
    loading: 'Nous vérifions si ce navigateur est connecté…',
  },

  ended: {
    logout: (when) => `Vous avez déconnecté ce navigateur ${when}. Il n’est plus connecté.`,
    revoked: (when, by) =>
      by === null
        ? `Ce navigateur a été déconnecté ${when} depuis un autre appareil.`
        : `Ce navigateur a été déconnecté ${when} depuis « ${by} ».`,
    revoked_others: (when, by) =>
      by === null
        ? `Ce navigateur a été déconnecté ${when}, avec tous les autres, depuis un autre appareil.`
        : `Ce navigateur a été déconnecté ${when}, avec tous les autres, depuis « ${by} ».`,
    revoked_all: (when, by) =>
      by === null
        ? `Tous les appareils de votre compte ont été déconnectés ${when}, y compris ce navigateur.`
        : `Tous les appareils de votre compte ont été déconnectés ${when} depuis « ${by} », y compris ce navigateur.`,
    idle: (when) => `Ce navigateur a été déconnecté ${when}, car il n’avait pas servi depuis un certain temps.`,
    expired: (when, _by, limit) => `Votre connexion a atteint sa ${limit} ${when}.`,
    reported: (when) =>
      `Ce navigateur a été déconnecté ${when} : la personne à qui appartient le compte a indiqué que cette connexion n’était pas la sienne.`,
    superseded: (when) =>
      `Vous avez ouvert une nouvelle connexion dans ce navigateur ${when}. Elle a remplacé la précédente.`,
    limit_reached: (when, by) =>
      by === null
        ? `Ce navigateur a été déconnecté ${when} : un nouvel appareil s’est connecté, et il y en avait trop.`
        : `Ce navigateur a été déconnecté ${when}, à la connexion de l’appareil « ${by} » : il y avait trop d’appareils.`,
    password_changed: (when, by) =>
      by === null
        ? `Votre mot de passe a été changé ${when}, et tous les autres appareils ont été déconnectés.`
        : `Votre mot de passe a été changé ${when} sur « ${by} », et tous les autres appareils ont été déconnectés.`,
    account_disabled: (when) => `Votre compte a été désactivé ${when}.`,
    account_deleted: (when) => `Votre compte a été supprimé ${when}, et tous les appareils ont été déconnectés.`,
  },
  afterEnd: {
    logout: 'Reconnectez-vous quand vous voulez.',
    revoked:
      'Ce n’était pas vous ? Alors quelqu’un d’autre est dans votre compte. Connectez-vous et choisissez un nouveau mot de passe.',
    revoked_others:
      'Ce n’était pas vous ? Alors quelqu’un d’autre est dans votre compte. Connectez-vous et choisissez un nouveau mot de passe.',
    revoked_all:
      'Ce n’était pas vous ? Alors quelqu’un d’autre est peut-être dans votre compte. Connectez-vous et choisissez un nouveau mot de passe.',
    idle: 'Tout va bien. Connectez-vous pour continuer.',
    expired: 'Tout va bien. Connectez-vous pour continuer.',
    reported:
      'Ce compte vous appartient, et vous n’avez rien indiqué de tel ? Alors connectez-vous et choisissez un nouveau mot de passe.',
    superseded: 'Tout va bien. Connectez-vous pour continuer.',
    limit_reached:
      'Vous ne connaissez pas cet appareil ? Alors quelqu’un d’autre est dans votre compte. Connectez-vous et choisissez un nouveau mot de passe.',
    password_changed:
      'Connectez-vous avec le nouveau mot de passe. Quelqu’un d’autre l’a changé ? Alors choisissez « Mot de passe oublié ? » et définissez-en un nouveau.',
    account_disabled: 'Adressez-vous aux responsables de ce service.',
    account_deleted: 'Plus personne ne peut s’y connecter. Vous pouvez en créer un nouveau.',
  },
  timeLimit: (limit) =>
    limit === null
      ? 'durée maximale'
      : limit.unit === 'day'
        ? plural(limit.count, { one: 'durée maximale de # jour', other: 'durée maximale de # jours' })
        : plural(limit.count, { one: 'durée maximale de # heure', other: 'durée maximale de # heures' }),
  endedTitle: 'Ce navigateur est déconnecté',
  endedSomehow: 'Ce navigateur n’est plus connecté à votre compte.',
  afterEndSomehow: 'Connectez-vous pour continuer.',
  deviceNotProvedTitle: 'Ce navigateur n’a pas pu être vérifié',
  chooseNewPassword: 'Me connecter et changer mon mot de passe',
  newPasswordNext: 'Après la connexion, vous choisissez un nouveau mot de passe.',
  today: (time) => `à ${time}`,
  onDay: (date, time) => `le ${date} à ${time}`,
  justNow: 'à l’instant',

  sessions: {
    title: 'Gérer les sessions',
    loading: 'Chargement de vos sessions…',
    thisDevice: 'Cet appareil',
    unconfirmed: 'Nouveau, non confirmé',
    othersCount: (count) =>
      plural(count, {
        one: '# autre appareil est connecté',
        many: '# d’autres appareils sont connectés',
        other: '# autres appareils sont connectés',
      }),
    none: 'Seul cet appareil est connecté.',
    noneHint: 'Aucun autre appareil ne peut utiliser votre compte.',
    activeNow: 'Actif en ce moment',
    lastUsed: (ago) => `Dernière utilisation : ${ago}`,
    signedIn: (date) => `Connexion le ${date}`,
    from: (address) => `depuis ${address}`,
    ends: (ahead) => `Prend fin ${ahead}`,
    endsUnlessUsed: (ahead) => `Sans utilisation, prend fin ${ahead}`,
    bound: 'Liée à son appareil : une copie volée de la connexion ne marche pas ailleurs',
    selfNamed: (device) => `A choisi lui-même ce nom (${device})`,
    failed: 'Vos sessions n’ont pas pu être chargées',
    live: 'En direct. Les changements s’affichent aussitôt',
    notLive: 'Reconnexion…',
    lastChecked: (time) => `Dernière vérification à ${time}`,
    notRefreshed: 'Échec de l’actualisation',
    othersSoFar: (count) =>
      plural(count, {
        one: '# autre appareil pour l’instant…',
        many: '# d’autres appareils pour l’instant…',
        other: '# autres appareils pour l’instant…',
      }),
    othersShown: (shown, all) => plural(all, { other: `Autres appareils : ${number(shown)} sur # à l’écran` }),
    notAll: 'Vos sessions n’ont pas toutes pu être chargées.',
    appeared: (device) => `« ${device} » vient de se connecter`,
    appearedMany: (count) =>
      plural(count, {
        one: '# appareil vient de se connecter',
        many: '# d’appareils viennent de se connecter',
        other: '# appareils viennent de se connecter',
      }),
  },
  deviceList: {
    title: 'Vos appareils',
    signedInTo: (email) => `Connectés au compte ${email}`,
    detailsOf: (device) => `Détails de « ${device} »`,
    used: (ago) => ago,
    elsewhere: (signIn, lastUse) => `Connexion : ${signIn}, dernière utilisation : ${lastUse}`,
    remembered: 'Reste connecté à la fermeture du navigateur',
    rename: 'Renommer',
    filter: 'Filtrer',
    order: 'Ordre',
    orders: {
      toCheck: 'À vérifier d’abord',
      lastUsed: 'Utilisés récemment d’abord',
      signedIn: 'Les plus récents d’abord',
    },
    toCheck: (count) =>
      plural(count, {
        one: '# appareil à vérifier',
        many: '# d’appareils à vérifier',
        other: '# appareils à vérifier',
      }),
    onlyInCountry: (country) => `Seul appareil : ${country}`,
    usedOnce: 'Utilisé une fois',
    why: {
      unconfirmed:
        'Vous n’avez pas encore dit si cette connexion venait de vous. Répondez sur un appareil que vous utilisiez déjà ou par notre e-mail. Ce n’était pas vous ? Alors déconnectez-le.',
      newCountry: (country) => `Il a été utilisé en dernier depuis un pays nouveau pour votre compte : ${country}.`,
      onlyInCountry: (country) =>
        `${country} : aucun autre de vos appareils ne s’y trouve. Celui que vous utilisez en ce moment est dans un autre pays.`,
      usedOnce: 'Il a été utilisé le jour de sa connexion, et plus jamais depuis.',
    },
    somethingWrong: 'Quelque chose ne va pas ?',
    somethingWrongLead:
      'Vous voyez un appareil qui n’est pas à vous ? Déconnectez-le, puis changez votre mot de passe.',
    recentEvents: 'Ce qui s’est passé récemment',
    mapOfLastUse: 'La carte montre où chaque appareil a été utilisé en dernier.',
  },
  locations: {
    title: 'Où sont vos appareils',
    inCountry: (country) => `probablement ${country}`,
    privately: 'Votre réseau local',
    unknown: 'Pays inconnu',
    devices: (country, count) =>
      plural(count, {
        one: `${country} : # appareil`,
        many: `${country} : # d’appareils`,
        other: `${country} : # appareils`,
      }),
    devicesPrivately: (count) =>
      plural(count, {
        one: 'Dans votre réseau local : # appareil',
        many: 'Dans votre réseau local : # d’appareils',
        other: 'Dans votre réseau local : # appareils',
      }),
    devicesUnknown: (count) =>
      plural(count, {
        one: 'Pays inconnu : # appareil',
        many: 'Pays inconnu : # d’appareils',
        other: 'Pays inconnu : # appareils',
      }),
    credit:
      'Les pays sont estimés d’après les adresses IP et peuvent être faux. Aucun autre service n’a été interrogé. Données : Number Resource Organization (nro.net, CC BY 4.0), IPtoASN, Natural Earth.',
  },
  activity: {
    used: (count, days) => plural(count, { other: `Utilisation : # des ${number(days)} derniers jours` }),
    usedSince: (count, days) =>
      plural(days, {
        one: 'Connexion aujourd’hui',
        other: `Utilisation : ${number(count)} des # jours depuis la connexion`,
      }),
    eachIsADay: 'Chaque trait est un jour en UTC, et le dernier est aujourd’hui',
  },
  signInMethods: {
    with: (methods) => `Connexion avec ${methods}`,
    brief: (methods) => `avec ${methods}`,
    by: (application) =>
      application === null ? 'Connexion par la page de l’application' : `Connexion par la page de ${application}`,
    steppedUp: (device) => `Il a été confirmé sur ${device} que c’était bien vous`,
    kinds: {
      password: 'un mot de passe',
      passkey: 'un passkey',
      one_time_code: 'un code à usage unique',
      text_message: 'un code par SMS',
      phone_call: 'un appel téléphonique',
      email_link: 'un lien par e-mail',
      device: 'un justificatif de l’appareil',
      smart_card: 'une carte à puce',
      fingerprint: 'une empreinte digitale',
      face: 'la reconnaissance faciale',
      eye: 'un scan de l’œil',
      voice: 'la voix',
      pin: 'un code PIN',
      question: 'une question de sécurité',
      single_sign_on: 'l’authentification unique',
      windows: 'Windows',
      several: 'plusieurs facteurs',
    },
  },
  application: {
    at: (name) => (name === null ? 'sur l’application' : `sur ${name}`),
    signIn: (where) => `Se connecter ${where}`,
    signInLead: (where) => `Vous vous connectez ${where}, puis vous revenez ici.`,
    signInUnknown:
      'Vous vous connectez sur la page de l’application. Connectez-vous là-bas, puis revenez sur cette page.',
    afterEnd:
      'Ce n’était pas vous ? Alors quelqu’un d’autre est peut-être dans votre compte. Connectez-vous, regardez vos appareils et changez votre façon de vous connecter.',
    confirm: (where) => `Confirmer ${where}`,
    confirmHint: (where) =>
      `Vous confirmez ${where} que c’est bien vous, puis vous revenez ici. La question ne vous sera plus posée pendant cinq minutes.`,
    cannotConfirm: (where) =>
      `Les autres appareils ne peuvent pas être déconnectés ici, car personne ne peut confirmer ${where} que c’est bien vous. Adressez-vous aux responsables.`,
    confirmed: 'Il est confirmé que c’est bien vous',
    notConfirmed: 'Il n’a pas été confirmé que c’est bien vous',
    nothingChanged: 'Aucun appareil n’a été déconnecté.',
    consequence:
      'Il est déconnecté aussitôt et ne peut de nouveau utiliser votre compte qu’après une nouvelle connexion. C’est irréversible.',
    somethingWrongLead: (where) =>
      `Vous voyez un appareil qui n’est pas le vôtre ? Déconnectez-le, puis changez ${where} votre façon de vous connecter.`,
    unknownHint: 'Déconnecter, puis voir la suite.',
    secure: 'Protégez votre compte',
    advice: (where) =>
      `Cet appareil ne peut plus rien faire. Mais la personne qui l’a utilisé sait peut-être comment vous vous connectez : changez-le ${where}.`,
    historyLead: (where) =>
      `Ce qui s’est passé dans votre compte, du plus récent au plus ancien. Quelque chose ne vient pas de vous ? Déconnectez cet appareil, puis changez ${where} votre façon de vous connecter.`,
    signInFailed: (device) => `Tentative de connexion échouée depuis « ${device} »`,
    failedAttempts: (count) =>
      plural(count, {
        one: '# tentative échouée',
        many: '# de tentatives échouées',
        other: '# tentatives échouées',
      }),
    account: (where) => `Votre compte ${where}`,
    emailHint: (where) => `Les e-mails sur les nouveaux appareils vont à cette adresse. Vous la changez ${where}.`,
  },
  filters: {
    search: 'Rechercher dans vos sessions',
    searchHint: 'Nom, programme ou adresse',
    legend: 'Filtres',
    clear: 'Tout afficher à nouveau',
    group: 'Regrouper les appareils semblables',
    none: 'Aucun résultat.',
    noneHint: 'Essayez moins de mots ou d’autres filtres.',
    facets: {
      unused: 'Dernière utilisation',
      country: 'Pays',
      kind: 'Type d’appareil',
      software: 'Navigateur ou programme',
      binding: 'Liée à un appareil',
    },
    any: {
      unused: 'Toutes les dates',
      country: 'Tous les pays',
      kind: 'Tous les types',
      software: 'Tous les navigateurs et programmes',
      binding: 'Liée ou non',
    },
    option: (name, count) => `${name} (${number(count)})`,
    unused: (days) => plural(days, { one: 'Inutilisés depuis # jour', other: 'Inutilisés depuis # jours' }),
    bound: 'Liée à un appareil',
    unbound: 'Non liée à un appareil',
    kinds: {
      desktop: 'Ordinateurs',
      phone: 'Téléphones',
      tablet: 'Tablettes',
      tv: 'Téléviseurs',
      console: 'Consoles de jeux',
      wearable: 'Montres et casques',
      program: 'Programmes',
      unknown: 'Appareils inconnus',
    },
    groupSize: (count) => plural(count, { one: '# session', many: '# de sessions', other: '# sessions' }),
    open: 'Tout afficher',
    openOf: (device, count) => `Tout afficher : ${number(count)} sessions sur « ${device} »`,
    close: 'N’en afficher qu’une',
    closeOf: (device) => `N’en afficher qu’une : sessions sur « ${device} »`,
    endAll: (count) => `Déconnecter les ${number(count)}`,
    endAllOf: (device, count) => `Déconnecter les ${number(count)} sessions de « ${device} »`,
    printed:
      'Cette impression montre une partie d’une longue liste. Recherchez ou filtrez pour imprimer ce qu’il vous faut.',
  },
  selection: {
    select: (device) => `Sélectionner « ${device} »`,
    selectGroup: (device, count) => `Sélectionner les ${number(count)} sessions sur « ${device} »`,
    all: (count) => plural(count, { one: 'Sélectionner # appareil affiché', other: 'Sélectionner les # affichés' }),
    title: 'Appareils sélectionnés',
    count: (count) => plural(count, { one: '# sélectionné', other: '# sélectionnés' }),
    clear: 'Effacer',
    clearOf: 'Effacer la sélection',
  },
  loading: {
    notSignedOut: 'Ce navigateur reste connecté.',
    retry: 'Réessayer',
    retrying: 'Nouvel essai…',
  },
  history: {
    title: 'Historique',
    hint: 'Les connexions, les tentatives échouées et la façon dont chaque appareil a été déconnecté.',
    open: 'Ouvrir l’historique',
    back: 'Retour à vos sessions',
    lead: 'Ce qui s’est passé dans votre compte, du plus récent au plus ancien. Quelque chose ne vient pas de vous ? Déconnectez cet appareil et changez votre mot de passe.',
    loading: 'Chargement de votre historique…',
    failed: 'Votre historique n’a pas pu être chargé',
    none: 'Rien de tel ne s’est produit.',
    older: 'Afficher les plus anciens',
    loadingOlder: 'Chargement…',
    olderFailed: 'Les événements plus anciens n’ont pas pu être chargés. Réessayez.',
    wrongPasswords: (count) =>
      plural(count, {
        one: '# mot de passe incorrect',
        many: '# de mots de passe incorrects',
        other: '# mots de passe incorrects',
      }),
    wrongFrom: (passwords, device) => `${passwords} depuis « ${device} »`,
    wrongOn: (passwords, device) => `${passwords} sur « ${device} »`,
    ofDevice: 'Historique de cet appareil',
    onlyDevice: (device) => `Seulement « ${device} »`,
    signedInFrom: (address) => `connexion depuis ${address}`,
    allDevices: 'Afficher tous les appareils',
    filterBy: 'Ce qui est affiché',
    filters: {
      everything: 'Tout',
      signIns: 'Connexions',
      failures: 'Tentatives échouées',
      ends: 'Déconnexions',
      changes: 'Modifications',
    },
    events: {
      signed_in: (device) => `Connexion depuis « ${device} »`,
      sign_in_failed: (device) => `Tentative de connexion avec un mauvais mot de passe depuis « ${device} »`,
      stepped_up: (device) => `Le mot de passe a été confirmé sur « ${device} »`,
      step_up_failed: (device) => `Un mauvais mot de passe a été saisi sur « ${device} »`,
      password_changed: (device) => `Le mot de passe a été changé sur « ${device} »`,
      password_reset_requested: (device) => `Un nouveau mot de passe a été demandé depuis « ${device} »`,
      password_reset: (device) => `Un nouveau mot de passe a été défini par le lien d’un e-mail, sur « ${device} »`,
      email_verified: (device) => `L’adresse e-mail a été confirmée sur « ${device} »`,
      device_renamed: (name) =>
        name === null ? 'Le nom d’un appareil a été retiré' : `Un appareil a reçu le nom « ${name} »`,
      idle_limit_changed: (device) => `Le délai de déconnexion des appareils inutilisés a été changé sur « ${device} »`,
      alert_confirmed: (device, by) =>
        by === null
          ? `L’appareil « ${device} » a été confirmé : c’était vous`
          : `L’appareil « ${device} » a été confirmé sur « ${by} » : c’était vous`,
      alert_reopened: (device) => `La réponse « C’était moi » pour l’appareil « ${device} » a été annulée`,
      alert_denied: (device) => `L’appareil « ${device} » a été signalé : ce n’était pas vous`,
      ended: (device) => `L’appareil « ${device} » a été déconnecté`,
    },
    ends: {
      logout: (device) => `Déconnexion depuis « ${device} »`,
      revoked: (device, by) =>
        by === null
          ? `L’appareil « ${device} » a été déconnecté depuis un autre appareil`
          : `L’appareil « ${device} » a été déconnecté depuis « ${by} »`,
      revoked_others: (device, by) =>
        by === null
          ? `L’appareil « ${device} » a été déconnecté avec tous les autres`
          : `L’appareil « ${device} » a été déconnecté depuis « ${by} », avec tous les autres`,
      revoked_all: (device) => `L’appareil « ${device} » a été déconnecté, comme tous les appareils`,
      reported: (device, by) =>
        by === null
          ? `L’appareil « ${device} » a été déconnecté, car ce n’était pas vous`
          : `L’appareil « ${device} » a été déconnecté depuis « ${by} », car ce n’était pas vous`,
      idle: (device) => `L’appareil « ${device} » a été déconnecté, car il n’avait pas servi depuis un certain temps`,
      expired: (device, _by, limit) =>
        `L’appareil « ${device} » a été déconnecté, car sa connexion avait atteint sa ${limit}`,
      superseded: (device) => `Nouvelle connexion depuis « ${device} », qui a remplacé la précédente`,
      limit_reached: (device) => `L’appareil « ${device} » a été déconnecté pour faire place à un nouvel appareil`,
      password_changed: (device) => `L’appareil « ${device} » a été déconnecté au changement du mot de passe`,
      account_disabled: (device) => `L’appareil « ${device} » a été déconnecté à la désactivation du compte`,
      account_deleted: (device) => `L’appareil « ${device} » a été déconnecté à la suppression du compte`,
    },
  },
  device: {
    inSentence: (name) => name,
    quoted: (name) => `« ${name} »`,
    unknownBrowser: 'Navigateur inconnu',
    unknownSystem: 'un système inconnu',
    on: (software, system) => `${software} sur ${system}`,
  },
  ending: {
    unknown: (count) =>
      plural(count, {
        one: 'Je ne le reconnais pas',
        many: 'Je ne les reconnais pas',
        other: 'Je ne les reconnais pas',
      }),
    unknownHint: 'Déconnecter, puis choisir ici un nouveau mot de passe.',
    proofHint: 'Pour que vous seul puissiez le faire. Il ne sera plus demandé pendant cinq minutes.',
    goneHint: 'Entre-temps, il a été déconnecté.',
    close: 'Fermer',
  },
  logout: {
    action: 'Déconnecter',
    pending: 'Déconnexion…',
    of: (device) => `Déconnecter « ${device} »`,
    pendingOf: (device) => `Déconnexion… « ${device} »`,
    failed: 'La déconnexion a échoué',
  },
  revoke: {
    question: (device) => `Déconnecter « ${device} » ?`,
    consequence:
      'L’appareil est aussitôt déconnecté et ne pourra réutiliser votre compte qu’après une nouvelle connexion avec votre mot de passe. C’est irréversible.',
    consequenceForProgram:
      'Le programme est aussitôt déconnecté et cesse de fonctionner jusqu’à ce qu’on le reconnecte. C’est irréversible.',
    cancel: 'Laisser connecté',
    done: (device) => `L’appareil « ${device} » est déconnecté`,
    failed: (device) => `L’appareil « ${device} » n’a pas pu être déconnecté`,
    gone: (device) => `L’appareil « ${device} » était déjà déconnecté`,
  },
  revokeOthers: {
    action: 'Déconnecter tous les autres',
    question: (count) =>
      plural(count, {
        one: 'Déconnecter l’autre appareil ?',
        many: 'Déconnecter # d’autres appareils ?',
        other: 'Déconnecter # autres appareils ?',
      }),
    consequence:
      'Ces appareils sont aussitôt déconnectés et devront se reconnecter. C’est irréversible. Cet appareil-ci reste connecté.',
    confirm: (count) =>
      plural(count, {
        one: 'Déconnecter # appareil',
        many: 'Déconnecter # d’appareils',
        other: 'Déconnecter # appareils',
      }),
    cancel: 'Laisser connectés',
    done: (count) =>
      plural(count, {
        one: '# appareil est déconnecté',
        many: '# d’appareils sont déconnectés',
        other: '# appareils sont déconnectés',
      }),
    failed: 'Les autres appareils n’ont pas pu être déconnectés',
  },
  revokeMany: {
    visible: (count) => plural(count, { one: 'Déconnecter # appareil affiché', other: 'Déconnecter les # affichés' }),
    question: (count) =>
      plural(count, {
        one: 'Déconnecter # appareil ?',
        many: 'Déconnecter # d’appareils ?',
        other: 'Déconnecter # appareils ?',
      }),
    consequence:
      'Seuls ces appareils sont déconnectés, aussitôt. Un appareil qui se connecte entre-temps reste connecté. C’est irréversible.',
    list: 'Appareils qui seront déconnectés',
    gone: (names) => `Déjà déconnecté : ${names}.`,
    more: (count) => plural(count, { one: '# autre', many: '# d’autres', other: '# autres' }),
    failed: (count) =>
      plural(count, {
        one: '# appareil n’a pas pu être déconnecté',
        many: '# d’appareils n’ont pas pu être déconnectés',
        other: '# appareils n’ont pas pu être déconnectés',
      }),
  },
  rename: {
    of: (device) => `Renommer « ${device} »`,
    hint: 'Personne d’autre ne voit ce nom. Les informations sur l’appareil restent affichées en dessous.',
    name: 'Nom',
    nameRule: 'Jusqu’à 60 caractères. Laissez vide pour retirer le nom.',
    submit: 'Enregistrer le nom',
    done: (name) => `Le nouveau nom est « ${name} »`,
    removed: (name) => `Le nom « ${name} » a été retiré`,
    undo: 'Annuler',
    failed: (device) => `L’appareil « ${device} » n’a pas pu être renommé`,
  },

  alerts: {
    title: 'Était-ce vous ?',
    lead: (count) =>
      plural(count, {
        one: 'Un appareil nouveau pour votre compte s’est connecté.',
        many: '# d’appareils nouveaux pour votre compte se sont connectés.',
        other: '# appareils nouveaux pour votre compte se sont connectés.',
      }),
    announced: (device) => `Un appareil nouveau pour votre compte s’est connecté : « ${device} ». Était-ce vous ?`,
    more: (count) =>
      plural(count, {
        one: 'Et # autre, une fois que vous aurez répondu.',
        many: 'Et # d’autres, une fois que vous aurez répondu.',
        other: 'Et # autres, une fois que vous aurez répondu.',
      }),
    signedIn: (ago, when) => `Connexion ${ago}, ${when}`,
    newCountry: 'Nouveau pays',
    isGone: 'Déjà déconnecté',
    yes: 'Oui, c’était moi',
    yesOf: (device) => `Oui, c’était moi : « ${device} »`,
    no: 'Non, déconnecter',
    noGone: 'Non, ce n’était pas moi',
    noOf: (device) => `Non, déconnecter : « ${device} »`,
    noGoneOf: (device) => `Non, ce n’était pas moi : « ${device} »`,
    confirmed: (device) => `Merci. « ${device} » est bien à vous`,
    undone: (device) => `Annulé. La question sur « ${device} » vous est posée à nouveau`,
    undoFailed: (device) => `Votre réponse sur « ${device} » n’a pas pu être annulée`,
    failed: (device) => `Votre réponse sur « ${device} » n’a pas pu être enregistrée`,
    gone: (device) => `La question sur « ${device} » avait déjà reçu une réponse`,
    denied: {
      title: (device) => `L’appareil « ${device} » est déconnecté`,
      titleGone: (device) => `L’appareil « ${device} » s’était déjà déconnecté`,
      done: (time) => `Il a été déconnecté à ${time} et ne peut plus utiliser votre compte.`,
      doneGone: 'Il n’est pas connecté et ne peut pas utiliser votre compte.',
      advice:
        'Cet appareil ne peut plus rien faire. Mais la personne qui l’a utilisé connaissait votre mot de passe : choisissez-en un nouveau. Cela déconnecte aussi tous les autres appareils.',
      later: 'Pas maintenant',
    },
  },
  newDevice: {
    title: 'Était-ce vous ?',
    lead: (email) =>
      `Un appareil nouveau pour le compte ${email} s’est connecté. Rien n’a encore été changé. C’est ici que vous décidez.`,
    leadOfMany: (email) =>
      `Des connexions au compte ${email} ont eu lieu depuis des appareils ou des pays nouveaux pour lui. Rien n’a encore été changé. C’est ici que vous décidez.`,
    yes: 'Oui, c’était moi',
    no: 'Non, déconnecter cet appareil',
    noGone: 'Non, ce n’était pas moi',
    none: 'Aucune n’était de moi',
    saidYesOn: (device, when) =>
      `Quelqu’un a répondu « C’était moi » sur « ${device} », ${when}. Vous pouvez encore dire non ici.`,
    saidYes: (when) =>
      `Quelqu’un a répondu « C’était moi » ${when}, par le lien d’un e-mail. Vous pouvez encore dire non ici.`,
    isConfirmed: 'C’était vous',
    isDenied: 'Ce n’était pas vous. L’appareil est déconnecté',
    confirmed: {
      title: 'Merci. C’était vous',
      lead: 'L’appareil reste connecté, et vous n’avez rien d’autre à faire. Vous pouvez fermer cette page.',
      undo: 'Annuler : reposez-moi la question',
    },
    denied: {
      title: 'L’appareil a été déconnecté',
      titleGone: 'Merci de l’avoir signalé',
      done: (time) => `Il a été déconnecté à ${time} et ne peut plus utiliser votre compte.`,
      doneGone: 'Cet appareil s’était déjà déconnecté et ne peut pas utiliser votre compte.',
      advice:
        'Vous avez bien fait. Encore une étape : la personne qui l’a utilisé connaissait votre mot de passe, choisissez-en donc un nouveau. Cela déconnecte aussi tous les autres appareils.',
      signIn: 'Me connecter et changer mon mot de passe',
      sessions: 'Voir vos sessions',
    },
    unusable: {
      reasons:
        'Un lien fonctionne pendant sept jours. Il cesse de fonctionner dès que vous avez répondu non, ou oui après avoir confirmé que c’est bien vous, et quand un e-mail plus récent sur la même connexion a été envoyé. Si le lien a été coupé, ouvrez-le de nouveau depuis l’e-mail.',
      advice:
        'L’ouvrir n’a rien changé, et une réponse déjà donnée reste valable. Sur la page de vos sessions, vous pouvez à tout moment voir quels appareils sont connectés et déconnecter n’importe lequel.',
    },
  },
  recovery: {
    link: 'Mot de passe oublié ?',
    title: 'Mot de passe oublié ?',
    lead: 'Saisissez l’adresse e-mail de votre compte. Nous y envoyons un lien qui vous permet de choisir un nouveau mot de passe.',
    submit: 'Envoyer le lien',
    submitting: 'Envoi du lien…',
    back: 'Retour à la connexion',
    ask: 'Demander un nouveau lien',
    sent: {
      title: 'Consultez vos e-mails',
      lead: (email) =>
        `S’il existe un compte avec ${email}, un e-mail avec un lien est en route. Le lien fonctionne pendant 30 minutes.`,
      hint: 'Rien après quelques minutes ? Regardez parmi les indésirables et vérifiez l’adresse.',
      again: 'Saisir à nouveau l’adresse',
    },
    choose: {
      title: 'Choisissez un nouveau mot de passe',
      lead: (email) =>
        `Pour le compte ${email}. Tous les appareils seront déconnectés, et vous vous connecterez avec le nouveau mot de passe.`,
      submit: 'Définir le nouveau mot de passe',
      submitting: 'Enregistrement du mot de passe…',
    },
    done: {
      title: 'Votre nouveau mot de passe est défini',
      lead: 'Tous les appareils sont déconnectés. Connectez-vous avec le nouveau mot de passe pour continuer.',
    },
  },
  mailLink: {
    loading: 'Vérification de votre lien…',
    failed: 'Votre lien n’a pas pu être vérifié',
    sessions: 'Voir vos sessions',
    unusable: {
      title: 'Ce lien a déjà servi ou a expiré',
      reasons:
        'Un lien fonctionne une seule fois et pour un temps limité, et cesse de fonctionner quand un e-mail plus récent a été envoyé. Si le lien a été coupé, ouvrez-le de nouveau depuis l’e-mail.',
    },
  },
  verification: {
    title: 'Est-ce votre adresse e-mail ?',
    lead: (email) => `Un compte utilise l’adresse ${email}. Rien n’a encore été changé. Vous décidez ici.`,
    yes: 'Oui, confirmer mon adresse',
    notMine: 'Ce compte n’est pas le mien',
    advice:
      'L’ouvrir n’a rien changé. Sur la page de vos sessions, sous Compte, vous voyez si votre adresse est confirmée et pouvez faire renvoyer l’e-mail.',
    done: {
      title: 'Votre adresse est confirmée',
      lead: 'Si vous oubliez votre mot de passe, un e-mail à cette adresse vous permettra de revenir.',
    },
  },
  notMine: {
    title: 'Ce compte n’est pas le vôtre ?',
    lead: (email) =>
      `Un compte utilise votre adresse ${email}. Rien n’a encore été changé. Si vous ne l’avez pas ouvert, vous pouvez le faire supprimer.`,
    consequence:
      'Le compte est supprimé avec tout ce qu’il contient, et la personne qui l’utilise est déconnectée. C’est irréversible. Ensuite, vous pourrez ouvrir votre propre compte avec cette adresse.',
    confirm: 'Supprimer ce compte',
    keep: 'Tout laisser ainsi',
    gone: 'L’ouvrir n’a rien changé. Le compte est peut-être déjà supprimé, ou son propriétaire a confirmé l’adresse.',
    done: { title: 'Le compte est supprimé', lead: (email) => `Plus aucun compte n’utilise ${email} ici.` },
  },
  emailAddress: {
    title: 'Adresse e-mail',
    verified: 'Confirmée. Si vous oubliez votre mot de passe, un e-mail vous permettra de revenir.',
    unverified:
      'Pas encore confirmée. Ouvrez le lien de notre e-mail, pour que personne d’autre ne puisse réclamer l’adresse.',
    again: 'Renvoyer l’e-mail',
    sent: 'Un e-mail est en route vers vous',
    sentHint: 'Le lien qu’il contient confirme votre adresse.',
    failed: 'L’e-mail n’a pas pu être renvoyé',
  },
  account: { title: 'Compte' },
  idleLimit: {
    title: 'Déconnecter les appareils inutilisés',
    lead: 'Un appareil inutilisé pendant ce délai est déconnecté automatiquement.',
    after: (span) => `Après ${span}`,
    default: (span) => `Après ${span} (par défaut)`,
    question: (count) =>
      plural(count, {
        one: 'Déconnecter # appareil inutilisé ?',
        many: 'Déconnecter # d’appareils inutilisés ?',
        other: 'Déconnecter # appareils inutilisés ?',
      }),
    consequence: (span) =>
      `Désormais, un appareil est déconnecté après ${span} sans utilisation. Ceux qui sont inutilisés depuis plus longtemps sont aussitôt déconnectés.`,
    confirm: (count) =>
      plural(count, {
        one: 'Déconnecter # appareil',
        many: 'Déconnecter # d’appareils',
        other: 'Déconnecter # appareils',
      }),
    cancel: 'Laisser comme avant',
    done: (span) => `Les appareils inutilisés sont déconnectés après ${span}`,
    ended: (count) =>
      plural(count, {
        one: '# appareil vient d’être déconnecté',
        many: '# d’appareils viennent d’être déconnectés',
        other: '# appareils viennent d’être déconnectés',
      }),
    failed: 'Le délai de déconnexion des appareils inutilisés n’a pas pu être changé',
  },
  changePassword: {
    title: 'Mot de passe',
    lead: 'Un nouveau mot de passe déconnecte tous les autres appareils.',
    action: 'Changer le mot de passe',
    question: 'Choisissez un nouveau mot de passe',
    consequence:
      'Tous les autres appareils sont aussitôt déconnectés et auront besoin du nouveau mot de passe. Cet appareil reste connecté.',
    current: 'Mot de passe actuel',
    password: 'Nouveau mot de passe',
    submit: 'Changer le mot de passe',
    submitting: 'Changement de votre mot de passe…',
    done: 'Votre mot de passe est changé',
    doneHint: 'Tous les autres appareils sont déconnectés.',
  },
  stepUp: {
    question: 'Confirmez que c’est bien vous',
    reason:
      'Saisissez votre mot de passe pour continuer. Il ne vous sera pas redemandé pendant les cinq prochaines minutes.',
    submit: 'Continuer',
    submitting: 'Vérification de votre mot de passe…',
  },
  cancel: 'Annuler',

  crashed: {
    title: 'Cette page ne fonctionne plus',
    lead: 'Un problème est survenu sur cette page. Votre compte et vos appareils n’ont pas changé. Rechargez la page pour continuer.',
    reload: 'Recharger',
  },
  notFound: {
    title: 'Page introuvable',
    lead: 'Il n’y a pas de page à cette adresse. Le lien est peut-être incomplet ou trop ancien.',
    home: 'Voir vos sessions',
  },

  errors: {
    unreachable: 'Le serveur n’a pas répondu. Vérifiez votre accès à Internet, puis réessayez.',
    busy: 'Trop de demandes sont en attente pour le moment. Réessayez sous peu.',
    service_unavailable: 'Le serveur est occupé un instant. Réessayez sous peu.',
    internal_error: 'Quelque chose s’est mal passé de notre côté. Réessayez dans un instant.',
    email_taken: 'Cette adresse e-mail a déjà un compte.',
    sign_up_closed: 'Seuls les responsables de ce service peuvent créer des comptes. Demandez-leur-en un.',
    step_up_unavailable:
      'Personne ne peut confirmer ici que c’est bien vous. Adressez-vous aux responsables de ce service.',
    sign_in_elsewhere: 'Connectez-vous sur la page de l’application. Il n’y a pas de mot de passe ici.',
    credentials_incorrect: 'L’adresse e-mail ou le mot de passe est incorrect. Vérifiez les deux et réessayez.',
    account_disabled: 'Ce compte est désactivé. Adressez-vous aux responsables de ce service.',
    session_limit_reached: 'Trop d’appareils sont connectés à ce compte. Déconnectez-en un, puis réessayez.',
    password_incorrect: 'Le mot de passe est incorrect. Vérifiez-le et réessayez.',
    step_up_required: 'Confirmez d’abord que c’est bien vous, puis réessayez.',
    too_many_streams:
      'Trop de pages sont ouvertes pour ce compte ou ce réseau. Fermez d’autres onglets et réessayez plus tard.',
    rate_limited: 'Il y a eu trop de tentatives. Réessayez plus tard.',
    token_not_provided: 'Ce navigateur n’est pas connecté. Connectez-vous, puis réessayez.',
    token_incorrect: 'Ce navigateur n’est plus connecté. Connectez-vous, puis réessayez.',
    device_not_proved:
      'Nous n’avons pas pu vérifier que c’est bien le navigateur de votre connexion. Réessayez dans un instant, ou connectez-vous de nouveau.',
    alert_not_found: 'La question a déjà reçu une réponse, ou elle est trop ancienne.',
    alert_link_unusable: 'Ce lien a déjà servi ou a expiré. Consultez plutôt vos sessions.',
    account_link_unusable: 'Ce lien a déjà servi ou a expiré. Demandez-en un nouveau.',
    device_not_found: 'Ce n’est plus l’un de vos appareils.',
    session_token_not_found: 'Cet appareil n’est plus dans votre liste.',
    session_token_incorrect: 'Ce navigateur s’est reconnecté entre-temps. Rechargez la page, puis réessayez.',
    validation_failed: 'Quelque chose ne va pas dans le formulaire. Vérifiez votre saisie.',
    json_malformed: 'Un problème est survenu entre cette page et le serveur. Rechargez la page.',
    request_malformed: 'Un problème est survenu entre cette page et le serveur. Rechargez la page.',
    media_type_unsupported: 'Un problème est survenu entre cette page et le serveur. Rechargez la page.',
    body_too_large: 'C’est trop de texte. Raccourcissez votre saisie.',
    headers_too_large:
      'Ce navigateur a enregistré trop de cookies pour cette page. Supprimez-les, puis connectez-vous.',
    request_timed_out: 'Le réseau était trop lent. Réessayez.',
    cross_site_refused:
      'Cette page a été ouverte à une adresse que le serveur ne connaît pas. Ouvrez-la à son adresse habituelle.',
    route_not_found: 'Cette page n’est plus à jour. Rechargez-la.',
    method_not_allowed: 'Cette page n’est plus à jour. Rechargez-la.',
  },
  rateLimitedUntil: (ahead) => `Il y a eu trop de tentatives. Réessayez ${ahead}.`,
};

export default french;
