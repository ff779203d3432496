import { isolated } from '../text-direction.ts';
import type { Messages } from './en.ts';

const arabic: Messages = {
  locale: 'ar',
  direction: 'rtl',

  subject: (what) => `تسجيل دخول جديد: ${what}`,
  lead: 'سُجّل الدخول من جهاز جديد على حسابك.',
  subjectOfCountry: (what) => `تسجيل دخول من بلد جديد: ${what}`,
  leadOfCountry: 'سُجّل الدخول من بلد جديد على حسابك.',
  subjectOfMany: (count) => `عمليات تسجيل دخول جديدة إلى حسابك: ${count}`,
  leadOfMany: 'سُجّل الدخول من أجهزة أو بلدان جديدة على حسابك:',
  facts: { device: 'الجهاز', how: 'الطريقة', when: 'الوقت', where: 'المكان', address: 'العنوان', account: 'الحساب' },
  fact: (name, value) => `${name}: ${isolated(value)}`,

  device: {
    unknownBrowser: 'متصفح غير معروف',
    unknownSystem: 'نظام غير معروف',
    // It begins with a name in Latin letters, and runs from right to left all the same: the mark says so.
    on: (software, system) => `\u200F${software} على ${system}`,
    quoted: (name) => `«${name}»`,
    selfNamed: (name, device) => `${name}، ${device}`,
  },
  signInMethods: {
    by: (application) =>
      application === null ? 'صفحة تسجيل الدخول في التطبيق' : `صفحة تسجيل الدخول في ${application}`,
    kinds: {
      password: 'كلمة مرورك',
      passkey: isolated('Passkey'),
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
      pin: `رمز ${isolated('PIN')}`,
      question: 'سؤال أمان',
      single_sign_on: 'الدخول الموحّد',
      windows: isolated('Windows'),
      several: 'عدة عوامل',
    },
  },
  location: {
    inCountry: (country) => `على الأرجح ${country}`,
    privately: 'شبكتك المحلية',
    unknown: 'البلد غير معروف',
  },
  addressUnknown: 'غير معروف',

  question: 'هل كان هذا منك؟',
  yes: 'نعم؟',
  afterYes: 'إذن لا حاجة إلى أي شيء آخر.',
  no: 'لا، أو لست على يقين؟',
  afterNo: 'يُرجى فتح الرابط. يعرض لك ما حدث، ويمكنك هناك تسجيل خروج ذلك الجهاز فورًا، دون حاجة إلى تسجيل الدخول.',
  afterNoOfMany:
    'يُرجى فتح الرابط. يعرض لك كل عملية من هذه العمليات، ويمكنك هناك تسجيل خروج تلك الأجهزة فورًا، دون حاجة إلى تسجيل الدخول.',
  action: 'عرض تسجيل الدخول هذا',
  actionOfMany: 'عرض عمليات تسجيل الدخول هذه',
  link: (until) =>
    `يعمل الرابط حتى ${isolated(until)}، وكذلك لتغيير «نعم» إلى «لا». فتحه لا يغيّر شيئًا: القرار لك في الصفحة. يُرجى عدم تمرير هذه الرسالة إلى أحد: فمن لديه الرابط يمكنه الإجابة نيابةً عنك.`,

  sender: (name) => `أُرسلت هذه الرسالة من ${isolated(name)} إلى عنوان حسابك.`,
  help: 'مساعدة بشأن حسابك',
  credit: `يُقدَّر البلد من عنوان الإنترنت، وقد يكون خاطئًا. ولم تُسأل عنه أي خدمة أخرى. البيانات: ${isolated('Number Resource Organization')} (${isolated('nro.net')}، ${isolated('CC BY 4.0')})، ${isolated('IPtoASN')}.`,

  account: {
    recovery: {
      subject: 'اختيار كلمة مرور جديدة',
      lead: 'طُلبت كلمة مرور جديدة لحسابك.',
      advice:
        'هل كان هذا منك؟ إذن يُرجى فتح الرابط واختيار كلمة مرور. بعد ذلك يُسجَّل خروج كل الأجهزة، وتلزم كلمة المرور الجديدة في كل مكان.',
      action: 'اختيار كلمة مرور جديدة',
      after: (until) =>
        `يعمل الرابط مرة واحدة، حتى ${until}. فتحه لا يغيّر شيئًا: القرار لك في الصفحة. يُرجى عدم تمرير هذه الرسالة إلى أحد: فمن لديه الرابط يمكنه تعيين كلمة مرورك. ألم يكن هذا منك؟ إذن لا حاجة إلى أي شيء، وتبقى كلمة مرورك كما هي.`,
    },
    password_changed: {
      subject: 'تغيّرت كلمة مرورك',
      lead: 'تغيّرت كلمة مرور حسابك، وسُجّل خروج كل الأجهزة الأخرى.',
      advice: 'ألم يكن هذا منك؟ إذن يُرجى طلب كلمة مرور جديدة فورًا. هذا يسجّل خروج كل جهاز.',
      action: 'طلب كلمة مرور جديدة',
      after: () => 'هل كان هذا منك؟ إذن لا حاجة إلى أي شيء آخر.',
    },
    verification: {
      subject: 'هل هذا عنوان بريدك الإلكتروني؟',
      lead: 'أُنشئ حساب بعنوان البريد الإلكتروني هذا.',
      advice: 'هل الحساب لك؟ إذن يُرجى تأكيد العنوان. عند نسيان كلمة المرور، تتيح لك رسالة إليه تسجيل الدخول من جديد.',
      action: 'عرض هذا الحساب',
      after: (until) => `يعمل الرابط مرة واحدة، حتى ${until}. فتحه لا يغيّر شيئًا: القرار لك في الصفحة.`,
    },
    disown: { lead: 'هل هذا الحساب ليس لك؟ يمكنك طلب إزالته.', action: 'هذا الحساب ليس لي' },
  },
};

export default arabic;
