import { pluralOf } from './plural.ts';
import type { Messages } from './en.ts';

const plural = pluralOf('ar');
const number = (count: number) => plural(count, { other: '#' });

/** Isolates text of either direction, so that it and the text around it keep their order. */
const isolated = (text: string) => `\u2068${text}\u2069`;
/** The name of a device in quotation marks. */
const quoted = (name: string) => `«${isolated(name)}»`;

const devices = (count: number) =>
  plural(count, {
    zero: 'لا أجهزة',
    one: 'جهاز واحد',
    two: 'جهازان',
    few: '# أجهزة',
    many: '# جهازًا',
    other: '# جهاز',
  });
/** The form after a preposition or another noun. */
const ofDevices = (count: number) =>
  plural(count, {
    zero: '# جهاز',
    one: 'جهاز واحد',
    two: 'جهازين',
    few: '# أجهزة',
    many: '# جهازًا',
    other: '# جهاز',
  });
const ofUnusedDevices = (count: number) =>
  plural(count, {
    zero: '# جهاز غير مستخدم',
    one: 'جهاز واحد غير مستخدم',
    two: 'جهازين غير مستخدمين',
    few: '# أجهزة غير مستخدمة',
    many: '# جهازًا غير مستخدم',
    other: '# جهاز غير مستخدم',
  });
const moreDevices = (count: number) =>
  plural(count, {
    one: 'جهاز آخر',
    two: 'جهازان آخران',
    few: '# أجهزة أخرى',
    many: '# جهازًا آخر',
    other: '# جهاز آخر',
  });

const arabic: Messages = {
  shell: {
    description: 'عرض كل جهاز مسجَّل الدخول إلى حسابك، وتسجيل خروج أي منها.',
    needsJavaScript: `تحتاج هذه الصفحة إلى ${isolated('JavaScript')} لعرض جلساتك.`,
    loadFailed: 'تعذّر تحميل جزء من هذه الصفحة.',
    loadAgain: 'إعادة التحميل',
  },
  language: 'اللغة',
  help: 'المساعدة',
  terms: 'الشروط',
  skip: 'الانتقال إلى المحتوى',
  notifications: 'الإشعارات',
  dismiss: 'إغلاق',

  signIn: {
    title: 'تسجيل الدخول',
    lead: 'هنا كل جهاز مسجَّل الدخول إلى حسابك.',
    submit: 'تسجيل الدخول',
    submitting: 'جارٍ تسجيل الدخول…',
    otherwise: 'أول مرة هنا؟',
    otherwiseLink: 'إنشاء حساب',
  },
  signUp: {
    title: 'إنشاء حسابك',
    lead: 'هنا كل جهاز مسجَّل الدخول إلى حسابك، ويمكنك تسجيل خروج أي منها.',
    submit: 'إنشاء الحساب',
    submitting: 'جارٍ إنشاء حسابك…',
    otherwise: 'لديك حساب بالفعل؟',
    otherwiseLink: 'تسجيل الدخول',
  },
  credentials: {
    email: 'عنوان البريد الإلكتروني',
    password: 'كلمة المرور',
    passwordRule: '8 أحرف على الأقل. بضع كلمات متتالية اختيار جيد.',
    showPassword: 'إظهار كلمة المرور',
    hidePassword: 'إخفاء كلمة المرور',
    rememberMe: 'إبقاء الدخول مسجَّلًا',
    rememberMeHint: 'لجهاز لا يستخدمه أحد سواك.',
    emailMissing: 'يُرجى إدخال عنوان بريدك الإلكتروني.',
    emailMalformed: `عنوان البريد الإلكتروني هذا غير كامل. يكون العنوان على شكل ${isolated('name@example.com')}.`,
    passwordMissing: 'يُرجى إدخال كلمة مرورك.',
    passwordShort: 'يلزم 8 أحرف على الأقل.',
    signInInstead: 'تسجيل الدخول به',
    loading: 'جارٍ التحقق من تسجيل دخولك…',
  },

  ended: {
    logout: (when) => `سجّلت خروجك ${when}. لم يعد الدخول مسجَّلًا في هذا المتصفح.`,
    revoked: (when, by) =>
      by === null
        ? `تم تسجيل خروج هذا المتصفح ${when}، بواسطة جهاز آخر.`
        : `تم تسجيل خروج هذا المتصفح ${when}، بواسطة الجهاز ${quoted(by)}.`,
    revoked_others: (when, by) =>
      by === null
        ? `تم تسجيل خروج هذا المتصفح ${when}، مع سائر الأجهزة، بواسطة جهاز آخر.`
        : `تم تسجيل خروج هذا المتصفح ${when}، مع سائر الأجهزة، بواسطة الجهاز ${quoted(by)}.`,
    revoked_all: (when, by) =>
      by === null
        ? `تم تسجيل خروج كل أجهزة حسابك ${when}، ومنها هذا المتصفح.`
        : `تم تسجيل خروج كل أجهزة حسابك ${when}، ومنها هذا المتصفح، بواسطة الجهاز ${quoted(by)}.`,
    idle: (when) => `تم تسجيل خروج هذا المتصفح ${when}، لأنه لم يُستخدم منذ مدة.`,
    expired: (when, _by, limit) => `بلغ تسجيل دخولك ${limit} ${when}.`,
    reported: (when) => `تم تسجيل خروج هذا المتصفح ${when}: أفاد صاحب الحساب بأن هذا الدخول ليس منه.`,
    superseded: (when) => `سجّلت الدخول من جديد بهذا المتصفح ${when}، فحلّ محل دخولك السابق.`,
    limit_reached: (when, by) =>
      by === null
        ? `تم تسجيل خروج هذا المتصفح ${when}: سُجّل الدخول من جهاز جديد فزاد عدد الأجهزة عن الحد.`
        : `تم تسجيل خروج هذا المتصفح ${when}: سُجّل الدخول من الجهاز ${quoted(by)} فزاد عدد الأجهزة عن الحد.`,
    password_changed: (when, by) =>
      by === null
        ? `تم تغيير كلمة مرورك ${when}، وتسجيل خروج كل الأجهزة الأخرى.`
        : `تم تغيير كلمة مرورك ${when}، على الجهاز ${quoted(by)}، وتسجيل خروج كل الأجهزة الأخرى.`,
    account_disabled: (when) => `تم تعطيل حسابك ${when}.`,
    account_deleted: (when) => `تم حذف حسابك ${when}، وتسجيل خروج كل الأجهزة.`,
  },
  afterEnd: {
    logout: 'يمكنك تسجيل الدخول من جديد في أي وقت.',
    revoked: 'ألم يكن ذلك منك؟ إذًا هناك شخص آخر في حسابك. يُرجى تسجيل الدخول واختيار كلمة مرور جديدة.',
    revoked_others: 'ألم يكن ذلك منك؟ إذًا هناك شخص آخر في حسابك. يُرجى تسجيل الدخول واختيار كلمة مرور جديدة.',
    revoked_all: 'ألم يكن ذلك منك؟ إذًا ربما هناك شخص آخر في حسابك. يُرجى تسجيل الدخول واختيار كلمة مرور جديدة.',
    idle: 'لا توجد أي مشكلة. للمتابعة يلزم تسجيل الدخول.',
    expired: 'لا توجد أي مشكلة. للمتابعة يلزم تسجيل الدخول.',
    reported: 'هل الحساب لك ولم تصدر هذه الإفادة عنك؟ إذًا يُرجى تسجيل الدخول واختيار كلمة مرور جديدة.',
    superseded: 'لا توجد أي مشكلة. للمتابعة يلزم تسجيل الدخول.',
    limit_reached:
      'هل ذلك الجهاز غير معروف لديك؟ إذًا هناك شخص آخر في حسابك. يُرجى تسجيل الدخول واختيار كلمة مرور جديدة.',
    password_changed:
      'يُرجى تسجيل الدخول بكلمة المرور الجديدة. هل غيّرها شخص آخر؟ إذن اختيار «هل نسيت كلمة المرور؟» يتيح تعيين كلمة مرور جديدة.',
    account_disabled: 'يُرجى التواصل مع القائمين على هذه الخدمة.',
    account_deleted: 'لم يعد بإمكان أحد تسجيل الدخول إليه. يمكنك إنشاء حساب جديد.',
  },
  timeLimit: (limit) =>
    limit === null
      ? 'مدته القصوى'
      : limit.unit === 'day'
        ? plural(limit.count, {
            one: 'مدته القصوى (يوم واحد)',
            two: 'مدته القصوى (يومان)',
            few: 'مدته القصوى (# أيام)',
            many: 'مدته القصوى (# يومًا)',
            other: 'مدته القصوى (# يوم)',
          })
        : plural(limit.count, {
            one: 'مدته القصوى (ساعة واحدة)',
            two: 'مدته القصوى (ساعتان)',
            few: 'مدته القصوى (# ساعات)',
            many: 'مدته القصوى (# ساعة)',
            other: 'مدته القصوى (# ساعة)',
          }),
  endedTitle: 'تم تسجيل خروجك',
  endedSomehow: 'لم يعد دخولك مسجَّلًا في هذا المتصفح.',
  afterEndSomehow: 'للمتابعة يلزم تسجيل الدخول.',
  deviceNotProvedTitle: 'تعذّر التحقق من هذا المتصفح',
  chooseNewPassword: 'تسجيل الدخول وتغيير كلمة مروري',
  newPasswordNext: 'بعد تسجيل الدخول يأتي اختيار كلمة مرور جديدة.',
  today: (time) => `اليوم في الساعة ${isolated(time)}`,
  onDay: (date, time) => `بتاريخ ${isolated(date)} في الساعة ${isolated(time)}`,
  justNow: 'قبل لحظات',

  sessions: {
    title: 'إدارة الجلسات',
    loading: 'جارٍ تحميل جلساتك…',
    thisDevice: 'هذا الجهاز',
    unconfirmed: 'جديد وغير مؤكَّد',
    othersCount: (count) =>
      plural(count, {
        one: 'الدخول مسجَّل على جهاز آخر',
        two: 'الدخول مسجَّل على جهازين آخرين',
        few: 'الدخول مسجَّل على # أجهزة أخرى',
        many: 'الدخول مسجَّل على # جهازًا آخر',
        other: 'الدخول مسجَّل على # جهاز آخر',
      }),
    none: 'الدخول مسجَّل على هذا الجهاز فقط.',
    noneHint: 'لا يمكن لأي جهاز آخر استخدام حسابك.',
    activeNow: 'نشط الآن',
    lastUsed: (ago) => `آخر استخدام: ${ago}`,
    signedIn: (date) => `تسجيل الدخول: ${isolated(date)}`,
    from: (address) => `من ${isolated(address)}`,
    ends: (ahead) => `تنتهي ${ahead}`,
    endsUnlessUsed: (ahead) => `تنتهي ${ahead} إن لم تُستخدم`,
    bound: 'مرتبطة بجهازها: النسخة المسروقة من تسجيل الدخول لا تعمل في مكان آخر',
    selfNamed: (device) => `اختار هذا الاسم بنفسه (${isolated(device)})`,
    failed: 'تعذّر تحميل جلساتك',
    live: 'مباشر. تظهر التغييرات فور حدوثها',
    notLive: 'جارٍ إعادة الاتصال…',
    lastChecked: (time) => `آخر تحقق: ${isolated(time)}`,
    notRefreshed: 'تعذّر التحديث',
    othersSoFar: (count) => `حتى الآن: ${moreDevices(count)}…`,
    othersShown: (shown, all) => `المعروض من الأجهزة الأخرى: ${number(shown)} من ${number(all)}`,
    notAll: 'تعذّر تحميل بعض جلساتك.',
    appeared: (device) => `سُجّل الدخول للتو من ${quoted(device)}`,
    appearedMany: (count) => `سُجّل الدخول للتو من ${ofDevices(count)}`,
  },
  deviceList: {
    title: 'أجهزتك',
    signedInTo: (email) => `الدخول مسجَّل إلى ${isolated(email)}`,
    detailsOf: (device) => `تفاصيل ${isolated(device)}`,
    used: (ago) => ago,
    elsewhere: (signIn, lastUse) => `تسجيل الدخول: ${signIn}، آخر استخدام: ${lastUse}`,
    remembered: 'يبقى الدخول مسجَّلًا عند إغلاق المتصفح',
    rename: 'تغيير الاسم',
    filter: 'تصفية',
    order: 'الترتيب',
    orders: { toCheck: 'ما يجب فحصه أولًا', lastUsed: 'الأحدث استخدامًا أولًا', signedIn: 'الأحدث دخولًا أولًا' },
    toCheck: (count) =>
      plural(count, {
        one: 'جهاز واحد يجب فحصه',
        two: 'جهازان يجب فحصهما',
        few: '# أجهزة يجب فحصها',
        many: '# جهازًا يجب فحصه',
        other: '# جهاز يجب فحصه',
      }),
    onlyInCountry: (country) => `الجهاز الوحيد: ${country}`,
    usedOnce: 'استُخدم مرة واحدة',
    why: {
      unconfirmed:
        'لم يصلنا منك بعد ما إذا كان تسجيل الدخول هذا منك. يمكن الرد على جهاز سبق استخدامه أو عبر رسالتنا. إن لم يكن منك، فيُرجى تسجيل خروج الجهاز.',
      newCountry: (country) => `كان آخر استخدام له من بلد جديد على حسابك: ${country}.`,
      onlyInCountry: (country) =>
        `${country}: لا يوجد هناك أي جهاز آخر من أجهزتك. الجهاز المستخدَم الآن موجود في بلد آخر.`,
      usedOnce: 'استُخدم في يوم تسجيل الدخول فقط، ولم يُستخدم بعد ذلك.',
    },
    somethingWrong: 'هل هناك خطأ ما؟',
    somethingWrongLead: 'هل ترى جهازًا ليس لك؟ يُرجى تسجيل خروجه ثم تغيير كلمة المرور.',
    recentEvents: 'آخر ما حدث',
    mapOfLastUse: 'تُظهر الخريطة المكان الذي استُخدم فيه كل جهاز آخر مرة.',
  },
  locations: {
    title: 'أماكن أجهزتك',
    inCountry: (country) => `على الأرجح ${country}`,
    privately: 'شبكتك المحلية',
    unknown: 'البلد غير معروف',
    devices: (country, count) => `${country}: ${devices(count)}`,
    devicesPrivately: (count) => `في شبكتك المحلية: ${devices(count)}`,
    devicesUnknown: (count) => `البلد غير معروف: ${devices(count)}`,
    credit: `تُقدَّر البلدان من عناوين الإنترنت، وقد تكون خاطئة. ولم تُسأل عنها أي خدمة أخرى. البيانات: ${isolated('Number Resource Organization')} (${isolated('nro.net')}، ${isolated('CC BY 4.0')})، ${isolated('IPtoASN')}، ${isolated('Natural Earth')}.`,
  },
  activity: {
    used: (count, days) =>
      plural(days, {
        few: `أيام الاستخدام: ${number(count)} من آخر # أيام`,
        many: `أيام الاستخدام: ${number(count)} من آخر # يومًا`,
        other: `أيام الاستخدام: ${number(count)} من آخر # يوم`,
      }),
    usedSince: (count, days) =>
      plural(days, { one: 'سُجّل الدخول اليوم', other: `أيام الاستخدام منذ تسجيل الدخول: ${number(count)} من #` }),
    eachIsADay: 'كل خط يوم بالتوقيت العالمي المنسق، وآخرها اليوم',
  },
  signInMethods: {
    with: (methods) => `طريقة تسجيل الدخول: ${methods}`,
    brief: (methods) => `الطريقة: ${methods}`,
    by: (application) =>
      application === null ? 'تسجيل الدخول عبر صفحة التطبيق' : `تسجيل الدخول عبر صفحة ${isolated(application)}`,
    steppedUp: (device) => `تم تأكيد أنك أنت على ${isolated(device)}`,
    kinds: {
      password: 'كلمة المرور',
      passkey: 'Passkey',
      one_time_code: 'رمز لمرة واحدة',
      text_message: 'رمز برسالة نصية',
      phone_call: 'مكالمة هاتفية',
      email_link: 'رابط بالبريد الإلكتروني',
      device: 'بيانات اعتماد الجهاز',
      smart_card: 'بطاقة ذكية',
      fingerprint: 'بصمة الإصبع',
      face: 'التعرّف على الوجه',
      eye: 'مسح العين',
      voice: 'الصوت',
      pin: 'رمز PIN',
      question: 'سؤال أمان',
      single_sign_on: 'الدخول الموحّد',
      windows: 'Windows',
      several: 'عدة عوامل',
    },
  },
  application: {
    at: (name) => (name === null ? 'في التطبيق' : `في ${isolated(name)}`),
    signIn: (where) => `تسجيل الدخول ${where}`,
    signInLead: (where) => `تسجّل الدخول ${where} ثم تعود إلى هنا.`,
    signInUnknown: 'يتم تسجيل الدخول في صفحة التطبيق. سجّل الدخول هناك، ثم عُد إلى هذه الصفحة.',
    afterEnd: 'ألم تكن أنت؟ إذن ربما يستخدم شخص آخر حسابك. سجّل الدخول وراجع أجهزتك وغيّر طريقة تسجيل الدخول.',
    confirm: (where) => `تأكيد ${where}`,
    confirmHint: (where) => `تأكيد أنك أنت يتم ${where}، ثم تعود إلى هنا. لن تُسأل مرة أخرى لمدة خمس دقائق.`,
    cannotConfirm: (where) =>
      `لا يمكن تسجيل خروج الأجهزة الأخرى من هنا، لأنه لا يمكن تأكيد أنك أنت ${where}. اسأل القائمين على الخدمة.`,
    confirmed: 'تم تأكيد أنك أنت',
    notConfirmed: 'لم يتم تأكيد أنك أنت',
    nothingChanged: 'لم يُسجَّل خروج أي جهاز.',
    consequence: 'يُسجَّل خروجه فورًا، ولا يمكنه استخدام حسابك مرة أخرى إلا بعد تسجيل دخول جديد. لا يمكن التراجع عن ذلك.',
    somethingWrongLead: (where) => `هل ترى جهازًا ليس لك؟ سجّل خروجه، ثم غيّر ${where} طريقة تسجيل الدخول.`,
    unknownHint: 'تسجيل الخروج، ثم معرفة الخطوة التالية.',
    secure: 'أمّن حسابك',
    advice: (where) =>
      `لم يعد بإمكان ذلك الجهاز فعل شيء. لكن من استخدمه قد يعرف كيف تسجّل الدخول: غيّر ${where} طريقة تسجيل الدخول.`,
    historyLead: (where) =>
      `ما حدث في حسابك، والأحدث أولًا. هل هناك ما ليس منك؟ سجّل خروج ذلك الجهاز، ثم غيّر ${where} طريقة تسجيل الدخول.`,
    signInFailed: (device) => `محاولة تسجيل دخول فاشلة من ${quoted(device)}`,
    failedAttempts: (count) =>
      plural(count, {
        one: 'محاولة فاشلة',
        two: 'محاولتان فاشلتان',
        few: '# محاولات فاشلة',
        many: '# محاولة فاشلة',
        other: '# محاولة فاشلة',
      }),
    account: (where) => `حسابك ${where}`,
    emailHint: (where) => `تصل رسائل الأجهزة الجديدة إلى هذا العنوان. يمكنك تغييره ${where}.`,
  },
  filters: {
    search: 'البحث في جلساتك',
    searchHint: 'الاسم أو البرنامج أو العنوان',
    legend: 'عوامل التصفية',
    clear: 'عرض الكل من جديد',
    group: 'تجميع الأجهزة المتشابهة',
    none: 'لا توجد نتائج.',
    noneHint: 'يمكنك تقليل كلمات البحث أو تغيير عوامل التصفية.',
    facets: {
      unused: 'آخر استخدام',
      country: 'البلد',
      kind: 'نوع الجهاز',
      software: 'المتصفح أو البرنامج',
      binding: 'مرتبطة بجهاز',
    },
    any: {
      unused: 'في أي وقت',
      country: 'أي بلد',
      kind: 'أي نوع',
      software: 'أي متصفح أو برنامج',
      binding: 'مرتبطة أو غير مرتبطة',
    },
    option: (name, count) => `${isolated(name)} (${number(count)})`,
    unused: (days) =>
      plural(days, {
        one: 'غير مستخدمة منذ يوم',
        two: 'غير مستخدمة منذ يومين',
        few: 'غير مستخدمة منذ # أيام',
        many: 'غير مستخدمة منذ # يومًا',
        other: 'غير مستخدمة منذ # يوم',
      }),
    bound: 'مرتبطة بجهاز',
    unbound: 'غير مرتبطة بجهاز',
    kinds: {
      desktop: 'أجهزة الكمبيوتر',
      phone: 'الهواتف',
      tablet: 'الأجهزة اللوحية',
      tv: 'أجهزة التلفاز',
      console: 'أجهزة الألعاب',
      wearable: 'الساعات والنظارات',
      program: 'البرامج',
      unknown: 'أجهزة غير معروفة',
    },
    groupSize: (count) =>
      plural(count, {
        zero: 'لا جلسات',
        one: 'جلسة واحدة',
        two: 'جلستان',
        few: '# جلسات',
        many: '# جلسة',
        other: '# جلسة',
      }),
    open: 'عرض الكل',
    openOf: (device, count) => `عرض كل جلسات ${quoted(device)}، وعددها ${number(count)}`,
    close: 'عرض واحدة',
    closeOf: (device) => `عرض جلسة واحدة عن كل جلسات ${quoted(device)}`,
    endAll: (count) => `تسجيل خروج الكل (${number(count)})`,
    endAllOf: (device, count) => `تسجيل خروج الكل (${number(count)}): جلسات ${quoted(device)}`,
    printed: 'تعرض هذه النسخة المطبوعة جزءًا من قائمة طويلة. يتيح البحث أو التصفية طباعة المطلوب.',
  },
  selection: {
    select: (device) => `تحديد ${quoted(device)}`,
    selectGroup: (device, count) => `تحديد كل جلسات ${quoted(device)}، وعددها ${number(count)}`,
    all: (count) => plural(count, { one: 'تحديد الجلسة المعروضة', other: 'تحديد كل المعروض (#)' }),
    title: 'الجلسات المحددة',
    count: (count) => `المحدد: ${number(count)}`,
    clear: 'إلغاء',
    clearOf: 'إلغاء التحديد',
  },
  loading: {
    notSignedOut: 'لا يعني هذا تسجيل خروجك.',
    retry: 'إعادة المحاولة',
    retrying: 'جارٍ إعادة المحاولة…',
  },
  history: {
    title: 'السجل',
    hint: 'عمليات تسجيل الدخول والمحاولات الفاشلة وكيف سُجّل خروج كل جهاز.',
    open: 'فتح السجل',
    back: 'العودة إلى جلساتك',
    lead: 'ما حدث في حسابك، والأحدث أولًا. هل هناك ما ليس منك؟ يُرجى تسجيل خروج ذلك الجهاز وتغيير كلمة مرورك.',
    loading: 'جارٍ تحميل سجلك…',
    failed: 'تعذّر تحميل سجلك',
    none: 'لم يحدث شيء كهذا.',
    older: 'عرض الأقدم',
    loadingOlder: 'جارٍ التحميل…',
    olderFailed: 'تعذّر تحميل المدخلات الأقدم. يُرجى إعادة المحاولة.',
    wrongPasswords: (count) =>
      plural(count, {
        one: 'كلمة مرور خاطئة',
        two: 'كلمتا مرور خاطئتان',
        few: '# كلمات مرور خاطئة',
        many: '# كلمة مرور خاطئة',
        other: '# كلمة مرور خاطئة',
      }),
    wrongFrom: (passwords, device) => `${passwords} من ${quoted(device)}`,
    wrongOn: (passwords, device) => `${passwords} على ${quoted(device)}`,
    ofDevice: 'سجل هذا الجهاز',
    onlyDevice: (device) => `${quoted(device)} فقط`,
    signedInFrom: (address) => `تسجيل الدخول من ${isolated(address)}`,
    allDevices: 'عرض جميع الأجهزة',
    filterBy: 'المعروض',
    filters: {
      everything: 'الكل',
      signIns: 'تسجيل الدخول',
      failures: 'محاولات فاشلة',
      ends: 'تسجيل الخروج',
      changes: 'تغييرات',
    },
    events: {
      signed_in: (device) => `سُجّل الدخول من ${quoted(device)}`,
      sign_in_failed: (device) => `محاولة تسجيل دخول بكلمة مرور خاطئة، من ${quoted(device)}`,
      stepped_up: (device) => `تم تأكيد كلمة المرور على ${quoted(device)}`,
      step_up_failed: (device) => `أُدخلت كلمة مرور خاطئة على ${quoted(device)}`,
      password_changed: (device) => `تم تغيير كلمة المرور على ${quoted(device)}`,
      password_reset_requested: (device) => `طُلبت كلمة مرور جديدة من ${quoted(device)}`,
      password_reset: (device) => `عُيّنت كلمة مرور جديدة برابط رسالة، على ${quoted(device)}`,
      email_verified: (device) => `أُكّد عنوان البريد الإلكتروني على ${quoted(device)}`,
      device_renamed: (name) => (name === null ? 'أُزيل اسم أحد الأجهزة' : `سُمّي أحد الأجهزة ${quoted(name)}`),
      idle_limit_changed: (device) => `تم تغيير موعد تسجيل خروج الأجهزة غير المستخدمة على ${quoted(device)}`,
      alert_confirmed: (device, by) =>
        by === null
          ? `تم تأكيد ${quoted(device)}: كان الدخول منك`
          : `تم تأكيد ${quoted(device)} على ${quoted(by)}: كان الدخول منك`,
      alert_reopened: (device) => `تم التراجع عن جواب «كان مني» بشأن ${quoted(device)}`,
      alert_denied: (device) => `تم الإبلاغ عن ${quoted(device)}: لم يكن الدخول منك`,
      ended: (device) => `تم تسجيل خروج ${quoted(device)}`,
    },
    ends: {
      logout: (device) => `تم تسجيل الخروج على ${quoted(device)} نفسه`,
      revoked: (device, by) =>
        by === null
          ? `تم تسجيل خروج ${quoted(device)} بواسطة جهاز آخر`
          : `تم تسجيل خروج ${quoted(device)} بواسطة الجهاز ${quoted(by)}`,
      revoked_others: (device, by) =>
        by === null
          ? `تم تسجيل خروج ${quoted(device)} مع سائر الأجهزة`
          : `تم تسجيل خروج ${quoted(device)} بواسطة الجهاز ${quoted(by)}، مع سائر الأجهزة`,
      revoked_all: (device) => `تم تسجيل خروج ${quoted(device)} مع كل الأجهزة`,
      reported: (device, by) =>
        by === null
          ? `تم تسجيل خروج ${quoted(device)}، لأن الدخول لم يكن منك`
          : `تم تسجيل خروج ${quoted(device)} بواسطة الجهاز ${quoted(by)}، لأن الدخول لم يكن منك`,
      idle: (device) => `تم تسجيل خروج ${quoted(device)}، لعدم استخدامه منذ مدة`,
      expired: (device, _by, limit) => `تم تسجيل خروج ${quoted(device)}، لأن تسجيل الدخول بلغ ${limit}`,
      superseded: (device) => `سُجّل الدخول من جديد من ${quoted(device)}، فحلّ محل الدخول السابق`,
      limit_reached: (device) => `تم تسجيل خروج ${quoted(device)} لإفساح المجال لجهاز جديد`,
      password_changed: (device) => `تم تسجيل خروج ${quoted(device)} عند تغيير كلمة المرور`,
      account_disabled: (device) => `تم تسجيل خروج ${quoted(device)} عند تعطيل الحساب`,
      account_deleted: (device) => `تم تسجيل خروج ${quoted(device)} عند حذف الحساب`,
    },
  },
  device: {
    inSentence: (name) => name,
    quoted,
    unknownBrowser: 'متصفح غير معروف',
    unknownSystem: 'نظام غير معروف',
    // Starts with a name in Latin letters: the mark sets the direction of the sentence to right-to-left.
    on: (software, system) => `\u200F${software} على ${system}`,
  },
  ending: {
    unknown: (count) =>
      plural(count, {
        one: 'لا أعرف هذا الجهاز',
        two: 'لا أعرف هذين الجهازين',
        few: 'لا أعرف هذه الأجهزة',
        many: 'لا أعرف هذه الأجهزة',
        other: 'لا أعرف هذه الأجهزة',
      }),
    unknownHint: 'تسجيل الخروج، ثم اختيار كلمة مرور جديدة هنا.',
    proofHint: 'كي لا يفعل هذا أحد سواك. لن تُسأل عنها مرة أخرى لمدة خمس دقائق.',
    goneHint: 'سُجِّل خروجه في هذه الأثناء.',
    close: 'إغلاق',
  },
  logout: {
    action: 'تسجيل الخروج',
    pending: 'جارٍ تسجيل الخروج…',
    of: (device) => `تسجيل خروج ${quoted(device)}`,
    pendingOf: (device) => `جارٍ تسجيل خروج ${quoted(device)}…`,
    failed: 'تعذّر تسجيل خروجك',
  },
  revoke: {
    question: (device) => `تسجيل خروج ${quoted(device)}؟`,
    consequence:
      'يُسجَّل خروجه فورًا، ولا يمكنه استخدام حسابك إلا بعد تسجيل دخول جديد بكلمة مرورك. لا يمكن التراجع عن هذا.',
    consequenceForProgram: 'يُسجَّل خروجه فورًا، ويتوقف عن العمل حتى يُسجَّل دخوله من جديد. لا يمكن التراجع عن هذا.',
    cancel: 'إبقاء الدخول مسجَّلًا',
    done: (device) => `تم تسجيل خروج ${quoted(device)}`,
    failed: (device) => `تعذّر تسجيل خروج ${quoted(device)}`,
    gone: (device) => `سبق تسجيل خروج ${quoted(device)}`,
  },
  revokeOthers: {
    action: 'تسجيل خروج البقية',
    question: (count) =>
      plural(count, {
        one: 'تسجيل خروج الجهاز الآخر؟',
        two: 'تسجيل خروج الجهازين الآخرين؟',
        few: 'تسجيل خروج # أجهزة أخرى؟',
        many: 'تسجيل خروج # جهازًا آخر؟',
        other: 'تسجيل خروج # جهاز آخر؟',
      }),
    consequence:
      'يُسجَّل خروجها فورًا، ويلزم تسجيل الدخول عليها من جديد. لا يمكن التراجع عن هذا. يبقى الدخول مسجَّلًا على هذا الجهاز.',
    confirm: (count) => `تسجيل خروج ${ofDevices(count)}`,
    cancel: 'إبقاء الدخول مسجَّلًا',
    done: (count) => `تم تسجيل خروج ${ofDevices(count)}`,
    failed: 'تعذّر تسجيل خروج الأجهزة الأخرى',
  },
  revokeMany: {
    visible: (count) => plural(count, { one: 'تسجيل خروج المعروض', other: 'تسجيل خروج كل المعروض (#)' }),
    question: (count) => `تسجيل خروج ${ofDevices(count)}؟`,
    consequence:
      'يُسجَّل خروج هذه الأجهزة وحدها فورًا. والجهاز الذي يُسجَّل دخوله في هذه الأثناء يبقى مسجَّل الدخول. لا يمكن التراجع عن هذا.',
    list: 'الأجهزة التي سيُسجَّل خروجها',
    gone: (names) => `سبق تسجيل الخروج من: ${names}.`,
    more: moreDevices,
    failed: (count) => `تعذّر تسجيل خروج ${ofDevices(count)}`,
  },
  rename: {
    of: (device) => `تغيير اسم ${quoted(device)}`,
    hint: 'لا يرى هذا الاسم أحد سواك. وتبقى تفاصيل الجهاز ظاهرة تحته.',
    name: 'الاسم',
    nameRule: '60 حرفًا على الأكثر. تركه فارغًا يزيل الاسم.',
    submit: 'حفظ الاسم',
    done: (name) => `صار الاسم ${quoted(name)}`,
    removed: (name) => `أُزيل الاسم ${quoted(name)}`,
    undo: 'تراجع',
    failed: (device) => `تعذّر تغيير اسم ${quoted(device)}`,
  },

  alerts: {
    title: 'هل كان هذا منك؟',
    lead: (count) =>
      plural(count, {
        one: 'سُجّل الدخول من جهاز جديد على حسابك.',
        two: 'سُجّل الدخول من جهازين جديدين على حسابك.',
        few: 'سُجّل الدخول من # أجهزة جديدة على حسابك.',
        many: 'سُجّل الدخول من # جهازًا جديدًا على حسابك.',
        other: 'سُجّل الدخول من # جهاز جديد على حسابك.',
      }),
    announced: (device) => `سُجّل الدخول من جهاز جديد على حسابك: ${quoted(device)}. هل كان هذا منك؟`,
    more: (count) => `و${moreDevices(count)}، بعد الإجابة عن هذه.`,
    signedIn: (ago, when) => `تسجيل الدخول: ${ago}، ${when}`,
    newCountry: 'بلد جديد',
    isGone: 'سُجّل خروجه بعد ذلك',
    yes: 'نعم، كان مني',
    yesOf: (device) => `نعم، كان مني: ${quoted(device)}`,
    no: 'لا، تسجيل خروجه',
    noGone: 'لا، لم يكن مني',
    noOf: (device) => `لا، تسجيل خروجه: ${quoted(device)}`,
    noGoneOf: (device) => `لا، لم يكن مني: ${quoted(device)}`,
    confirmed: (device) => `شكرًا. ${quoted(device)} جهازك`,
    undone: (device) => `تم التراجع. سيُعاد سؤالك عن ${quoted(device)}`,
    undoFailed: (device) => `تعذّر التراجع عن جوابك بشأن ${quoted(device)}`,
    failed: (device) => `تعذّر حفظ جوابك بشأن ${quoted(device)}`,
    gone: (device) => `سبقت الإجابة عن السؤال بشأن ${quoted(device)}`,
    denied: {
      title: (device) => `تم تسجيل خروج ${quoted(device)}`,
      titleGone: (device) => `كان ${quoted(device)} قد سُجّل خروجه من قبل`,
      done: (time) => `تم تسجيل خروجه في الساعة ${isolated(time)}. لم يعد بإمكانه استخدام حسابك.`,
      doneGone: 'ليس مسجَّل الدخول، ولا يمكنه استخدام حسابك.',
      advice:
        'لم يعد بإمكان ذلك الجهاز فعل شيء. لكن الشخص الذي استخدمه كان يعرف كلمة مرورك، فيُرجى اختيار كلمة جديدة. وبذلك يُسجَّل أيضًا خروج كل الأجهزة الأخرى.',
      later: 'ليس الآن',
    },
  },
  newDevice: {
    title: 'هل كان هذا منك؟',
    lead: (email) =>
      `سُجّل الدخول إلى الحساب ${isolated(email)} من جهاز جديد عليه. لم يتغيّر شيء حتى الآن، والقرار هنا لك.`,
    leadOfMany: (email) =>
      `سُجّل الدخول إلى الحساب ${isolated(email)} من أجهزة أو بلدان جديدة عليه. لم يتغيّر شيء حتى الآن، والقرار هنا لك.`,
    yes: 'نعم، كان مني',
    no: 'لا، تسجيل خروج ذلك الجهاز',
    noGone: 'لا، لم يكن مني',
    none: 'لا شيء من هذه كان مني',
    saidYesOn: (device, when) => `أجاب شخص ما «كان مني» على ${quoted(device)}، ${when}. ما زال بإمكانك أن تقول لا هنا.`,
    saidYes: (when) => `أجاب شخص ما «كان مني» ${when} عبر رابط رسالة. ما زال بإمكانك أن تقول لا هنا.`,
    isConfirmed: 'كان الدخول منك',
    isDenied: 'لم يكن الدخول منك. سُجّل خروج الجهاز',
    confirmed: {
      title: 'شكرًا. كان الدخول منك',
      lead: 'يبقى الدخول مسجَّلًا على الجهاز، ولا حاجة إلى أي شيء آخر. يمكنك إغلاق هذه الصفحة.',
      undo: 'تراجع: أعيدوا سؤالي',
    },
    denied: {
      title: 'تم تسجيل خروج ذلك الجهاز',
      titleGone: 'شكرًا على الإبلاغ',
      done: (time) => `تم تسجيل خروجه في الساعة ${isolated(time)}. لم يعد بإمكانه استخدام حسابك.`,
      doneGone: 'كان ذلك الجهاز قد سُجّل خروجه من قبل، ولا يمكنه استخدام حسابك.',
      advice:
        'أحسنت التصرف. وتبقى خطوة أخرى: الشخص الذي استخدم الجهاز كان يعرف كلمة مرورك، فيُرجى اختيار كلمة جديدة. وبذلك يُسجَّل أيضًا خروج كل الأجهزة الأخرى.',
      signIn: 'الدخول لتغيير كلمة المرور',
      sessions: 'عرض جلساتك',
    },
    unusable: {
      reasons:
        'يعمل الرابط سبعة أيام. ويتوقف بعد الإجابة بلا، أو بنعم بعد تأكيد أنك أنت، وعند إرسال رسالة أحدث عن الدخول نفسه. وإن وصل الرابط ناقصًا فيُرجى فتحه من الرسالة مرة أخرى.',
      advice:
        'لم يغيّر فتحه شيئًا، والإجابة التي أُعطيت من قبل ما زالت سارية. في صفحة جلساتك يمكنك دائمًا معرفة الأجهزة المسجَّل دخولها، وتسجيل خروج أي جهاز.',
    },
  },
  recovery: {
    link: 'هل نسيت كلمة المرور؟',
    title: 'هل نسيت كلمة المرور؟',
    lead: 'يُرجى إدخال عنوان البريد الإلكتروني لحسابك. نرسل إليه رابطًا لاختيار كلمة مرور جديدة.',
    submit: 'إرسال الرابط',
    submitting: 'جارٍ إرسال الرابط…',
    back: 'العودة إلى تسجيل الدخول',
    ask: 'طلب رابط جديد',
    sent: {
      title: 'يُرجى تفقّد بريدك',
      lead: (email) => `إن كان هناك حساب بالعنوان ${email}، فالرسالة التي تحمل الرابط في الطريق. يعمل الرابط 30 دقيقة.`,
      hint: 'لم يصل شيء بعد دقائق؟ يُرجى البحث في مجلد البريد غير المرغوب فيه والتحقق من العنوان.',
      again: 'إدخال العنوان مرة أخرى',
    },
    choose: {
      title: 'اختيار كلمة مرور جديدة',
      lead: (email) => `للحساب ${email}. بعد ذلك يُسجَّل خروج كل الأجهزة، ويكون الدخول بكلمة المرور الجديدة.`,
      submit: 'تعيين كلمة المرور الجديدة',
      submitting: 'جارٍ تعيين كلمة المرور…',
    },
    done: {
      title: 'عُيّنت كلمة مرورك الجديدة',
      lead: 'سُجّل خروج كل الأجهزة. يُرجى تسجيل الدخول بكلمة المرور الجديدة للمتابعة.',
    },
  },
  mailLink: {
    loading: 'جارٍ التحقق من الرابط…',
    failed: 'تعذّر التحقق من الرابط',
    sessions: 'الذهاب إلى جلساتك',
    unusable: {
      title: 'استُخدم هذا الرابط أو انتهت صلاحيته',
      reasons:
        'يعمل الرابط مرة واحدة ولوقت محدود، ويتوقف عند إرسال رسالة أحدث. وإن وصل الرابط ناقصًا فيُرجى فتحه من الرسالة مرة أخرى.',
    },
  },
  verification: {
    title: 'هل هذا عنوان بريدك الإلكتروني؟',
    lead: (email) => `يستخدم حساب العنوان ${email}. لم يتغيّر شيء حتى الآن. القرار لك هنا.`,
    yes: 'نعم، تأكيد عنواني',
    notMine: 'هذا الحساب ليس لي',
    advice: 'فتحه لم يغيّر شيئًا. في صفحة جلساتك، تحت «الحساب»، يظهر هل عنوانك مؤكد، ويمكن طلب الرسالة مرة أخرى.',
    done: { title: 'عنوانك مؤكد', lead: 'عند نسيان كلمة المرور، تتيح لك رسالة إلى هذا العنوان تسجيل الدخول من جديد.' },
  },
  notMine: {
    title: 'هل هذا الحساب ليس لك؟',
    lead: (email) => `يستخدم حساب عنوانك ${email}. لم يتغيّر شيء حتى الآن. إن لم يكن من فتحك، يمكنك طلب إزالته.`,
    consequence:
      'يُزال الحساب بكل ما فيه، ويُسجَّل خروج كل من يستخدمه. لا يمكن التراجع عن هذا. بعد ذلك يمكنك فتح حساب خاص بك بهذا العنوان.',
    confirm: 'إزالة هذا الحساب',
    keep: 'ترك كل شيء كما هو',
    gone: 'فتحه لم يغيّر شيئًا. ربما أُزيل الحساب من قبل، أو أكّد صاحبه العنوان.',
    done: { title: 'أُزيل الحساب', lead: (email) => `لم يعد أي حساب هنا يستخدم ${email}.` },
  },
  emailAddress: {
    title: 'عنوان البريد الإلكتروني',
    verified: 'مؤكد. عند نسيان كلمة المرور، تتيح لك رسالة إليه تسجيل الدخول من جديد.',
    unverified: 'غير مؤكد بعد. يُرجى فتح الرابط في رسالتنا حتى لا يطالب أحد غيرك بالعنوان.',
    again: 'إرسال الرسالة مرة أخرى',
    sent: 'رسالة في الطريق إليك',
    sentHint: 'الرابط فيها يؤكد عنوانك.',
    failed: 'تعذّر إرسال الرسالة مرة أخرى',
  },
  account: { title: 'الحساب' },
  // A duration stands after a colon, because Intl has one grammatical case only.
  idleLimit: {
    title: 'تسجيل خروج الأجهزة غير المستخدمة',
    lead: 'أي جهاز لا يُستخدم طوال هذه المدة يُسجَّل خروجه تلقائيًا.',
    after: (span) => `المدة: ${span}`,
    default: (span) => `المدة: ${span} (افتراضي)`,
    question: (count) => `تسجيل خروج ${ofUnusedDevices(count)}؟`,
    consequence: (span) =>
      `المدة التي يُسجَّل بعدها خروج الجهاز غير المستخدم ستصير: ${span}. وما لم يُستخدم منذ مدة أطول يُسجَّل خروجه فورًا.`,
    confirm: (count) => `تسجيل خروج ${ofDevices(count)}`,
    cancel: 'تركها كما كانت',
    done: (span) => `صارت المدة التي يُسجَّل بعدها خروج الأجهزة غير المستخدمة: ${span}`,
    ended: (count) => `تم للتو تسجيل خروج ${ofDevices(count)}`,
    failed: 'تعذّر تغيير موعد تسجيل خروج الأجهزة غير المستخدمة',
  },
  changePassword: {
    title: 'كلمة المرور',
    lead: 'كلمة مرور جديدة تسجّل خروج كل الأجهزة الأخرى.',
    action: 'تغيير كلمة المرور',
    question: 'اختيار كلمة مرور جديدة',
    consequence: 'يُسجَّل خروج كل الأجهزة الأخرى فورًا، وتلزمها كلمة المرور الجديدة. يبقى الدخول مسجَّلًا على هذا الجهاز.',
    current: 'كلمة المرور الحالية',
    password: 'كلمة المرور الجديدة',
    submit: 'تغيير كلمة المرور',
    submitting: 'جارٍ تغيير كلمة مرورك…',
    done: 'تم تغيير كلمة مرورك',
    doneHint: 'تم تسجيل خروج كل الأجهزة الأخرى.',
  },
  stepUp: {
    question: 'تأكيد هويتك',
    reason: 'للمتابعة يُرجى إدخال كلمة مرورك. ولن تُطلب منك ثانيةً خلال الدقائق الخمس التالية.',
    submit: 'متابعة',
    submitting: 'جارٍ التحقق من كلمة مرورك…',
  },
  cancel: 'إلغاء',

  crashed: {
    title: 'توقفت هذه الصفحة عن العمل',
    lead: 'حدث خلل في هذه الصفحة. لم يتغيّر حسابك ولا أجهزتك. للمتابعة يُرجى إعادة تحميل الصفحة.',
    reload: 'إعادة التحميل',
  },
  notFound: {
    title: 'الصفحة غير موجودة',
    lead: 'لا توجد صفحة عند هذا العنوان. قد يكون الرابط ناقصًا أو قديمًا.',
    home: 'الانتقال إلى جلساتك',
  },

  errors: {
    unreachable: 'لم يُجب الخادم. يُرجى التحقق من اتصالك ثم إعادة المحاولة.',
    busy: 'لدى الخادم طلبات كثيرة الآن. يُرجى إعادة المحاولة بعد لحظات.',
    service_unavailable: 'الخادم مشغول للحظات. يُرجى إعادة المحاولة بعد قليل.',
    internal_error: 'حدث خطأ من جانبنا. يُرجى إعادة المحاولة بعد لحظات.',
    email_taken: 'لعنوان البريد الإلكتروني هذا حساب بالفعل.',
    sign_up_closed: 'لا ينشئ الحسابات إلا القائمون على هذه الخدمة. يُرجى طلب حساب منهم.',
    step_up_unavailable: 'لا يمكن لأحد هنا تأكيد أنك أنت. اسأل القائمين على هذه الخدمة.',
    sign_in_elsewhere: 'يُرجى تسجيل الدخول في صفحة التطبيق. لا توجد هنا كلمة مرور.',
    credentials_incorrect: 'عنوان البريد الإلكتروني أو كلمة المرور غير صحيحة. يُرجى التحقق منهما معًا ثم إعادة المحاولة.',
    account_disabled: 'هذا الحساب معطّل. يُرجى التواصل مع القائمين على هذه الخدمة.',
    session_limit_reached: 'عدد الأجهزة التي سُجِّل دخولها إلى هذا الحساب كبير جدًا. سجّل الخروج من أحدها ثم أعد المحاولة.',
    password_incorrect: 'كلمة المرور غير صحيحة. يُرجى التحقق منها ثم إعادة المحاولة.',
    step_up_required: 'يُرجى أولًا تأكيد أنك أنت، ثم إعادة المحاولة.',
    too_many_streams:
      'هناك صفحات كثيرة جدًا مفتوحة لهذا الحساب أو من هذه الشبكة. أغلق علامات تبويب أخرى ثم أعد المحاولة لاحقًا.',
    rate_limited: 'كانت المحاولات كثيرة جدًا. يُرجى إعادة المحاولة لاحقًا.',
    token_not_provided: 'لم يُسجَّل دخولك. يُرجى تسجيل الدخول ثم إعادة المحاولة.',
    token_incorrect: 'لم يعد دخولك مسجَّلًا. يُرجى تسجيل الدخول ثم إعادة المحاولة.',
    device_not_proved:
      'تعذّر التحقق من أن هذا هو المتصفح الذي سُجّل الدخول منه. يُرجى إعادة المحاولة بعد لحظات، أو تسجيل الدخول مرة أخرى.',
    alert_not_found: 'سبقت الإجابة عنه، أو مضى عليه وقت طويل.',
    alert_link_unusable: 'استُخدم هذا الرابط أو انتهت صلاحيته. يمكنك مراجعة جلساتك بدلًا منه.',
    account_link_unusable: 'استُخدم هذا الرابط أو انتهت صلاحيته. يُرجى طلب رابط جديد.',
    device_not_found: 'لم يعد هذا الجهاز من أجهزتك.',
    session_token_not_found: 'لم يعد هذا الجهاز في قائمتك.',
    session_token_incorrect:
      'سُجّل الدخول من هذا المتصفح من جديد في هذه الأثناء. يُرجى إعادة تحميل الصفحة ثم إعادة المحاولة.',
    validation_failed: 'في النموذج شيء غير صحيح. يُرجى مراجعة ما أُدخل.',
    json_malformed: 'حدث خلل بين هذه الصفحة والخادم. يُرجى إعادة تحميل الصفحة.',
    request_malformed: 'حدث خلل بين هذه الصفحة والخادم. يُرجى إعادة تحميل الصفحة.',
    media_type_unsupported: 'حدث خلل بين هذه الصفحة والخادم. يُرجى إعادة تحميل الصفحة.',
    body_too_large: 'النص طويل جدًا. يُرجى اختصار ما أُدخل.',
    headers_too_large: 'حفظ هذا المتصفح ملفات تعريف ارتباط كثيرة جدًا لهذه الصفحة. يُرجى حذفها ثم تسجيل الدخول.',
    request_timed_out: 'كان الاتصال بطيئًا جدًا. يُرجى المحاولة من جديد.',
    cross_site_refused: 'فُتحت هذه الصفحة بعنوان لا يعرفه الخادم. يُرجى فتحها بعنوانها المعتاد.',
    route_not_found: 'هذه الصفحة غير محدَّثة. يُرجى إعادة تحميلها.',
    method_not_allowed: 'هذه الصفحة غير محدَّثة. يُرجى إعادة تحميلها.',
  },
  // Intl writes `within 2 minutes` in Arabic, which would read as a deadline.
  rateLimitedUntil: (ahead) => `كانت المحاولات كثيرة جدًا. تُتاح المحاولة من جديد ${ahead}.`,
};

export default arabic;
