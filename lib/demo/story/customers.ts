/** The companies that run on Halden Cloud and the people who write for them. */
import type { StoryCustomer } from "./model";

export const customers: StoryCustomer[] = [
  {
    key: "fjordline",
    name: "Lena Aasen",
    email: "lena.aasen@fjordline-freight.example",
    company: "Fjordline Freight",
    plan: "Enterprise",
    notes:
      "Ferry booking, seasonal peaks. Projects fjl-prod, fjl-stage. Wants a phone call for anything that stops bookings.",
  },
  {
    key: "pixelforge",
    name: "Dmitri Vasko",
    email: "dmitri@pixelforge.example",
    company: "Pixelforge Render",
    plan: "Business",
    notes:
      "GPU rendering in bursts, deadlines at studios. Project pxf-render. Knows the platform well; short messages.",
  },
  {
    key: "lumenhealth",
    name: "Ayesha Kalim",
    email: "ayesha.kalim@lumenhealth.example",
    company: "Lumen Health Records",
    plan: "Enterprise",
    notes: "Patient portal, audited twice a year. Projects lmh-core, lmh-audit. Never ask for data samples.",
  },
  {
    key: "grainbox",
    name: "Ollie Tamsett",
    email: "ollie@grainbox.example",
    company: "Grainbox",
    plan: "Team",
    notes: "Two-person start-up, recipe app. Project grainbox. Prefers exact commands.",
  },
  {
    key: "northpay",
    name: "Sunniva Rydell",
    email: "sunniva.rydell@northpay.example",
    company: "Northpay",
    plan: "Enterprise",
    notes:
      "Card payments, strict change windows. Projects npay-live, npay-dr. Escalate anything on npay-live at once.",
  },
  {
    key: "kitewind",
    name: "Bogdan Mirea",
    email: "bogdan.mirea@kitewind.example",
    company: "Kitewind Analytics",
    plan: "Business",
    notes: "Wind forecast models, large buckets. Projects kw-forecast, kw-archive.",
  },
  {
    key: "tallystack",
    name: "Grace Otieno",
    email: "grace@tallystack.example",
    company: "Tallystack",
    plan: "Team",
    notes: "Book-keeping software. Project tally-app. Pays by card, watches cost closely.",
  },
  {
    key: "brightclass",
    name: "Mateusz Zieliniec",
    email: "mateusz.z@brightclass.example",
    company: "Brightclass",
    plan: "Business",
    notes:
      "Online lessons for schools; traffic from 08:00 to 15:00. Project bcl-web. Single sign-on with their own provider.",
  },
  {
    key: "orchardmail",
    name: "Yuki Hanamoto",
    email: "yuki@orchardmail.example",
    company: "Orchard Mail",
    plan: "Business",
    notes: "Newsletter sender. Project orchard-mta. Many domains and certificates.",
  },
  {
    key: "seabright",
    name: "Colm Devane",
    email: "colm.devane@seabright.example",
    company: "Seabright Hotels",
    plan: "Enterprise",
    notes:
      "Booking engine of 40 hotels, outsourced operations. Projects sbh-booking, sbh-data. Contact is not a developer.",
  },
  {
    key: "mossgate",
    name: "Ravi Deshkar",
    email: "ravi@mossgate.example",
    company: "Mossgate Games",
    plan: "Business",
    notes: "Multiplayer back end on Kubernetes. Projects moss-live, moss-ci. Releases on short notice.",
  },
  {
    key: "werkhalle",
    name: "Jutta Brandmeier",
    email: "jutta.brandmeier@werkhalle.example",
    company: "Werkhalle Maschinenbau",
    plan: "Business",
    notes: "Machine telemetry. Projects wh-telemetrie, wh-portal. Writes German when in a hurry.",
  },
  {
    key: "qinghe",
    name: "Lin Yuchen",
    email: "lin.yuchen@qinghe-logistics.example",
    company: "Qinghe Logistics",
    plan: "Business",
    notes: "Parcel routing from sgp-1. Projects qh-route, qh-lab. Chinese or English, both fine.",
  },
  {
    key: "paperlane",
    name: "Fiona Adeyelu",
    email: "fiona@paperlane.example",
    company: "Paperlane Press",
    plan: "Free",
    notes: "Magazine site on the free plan, thinking about Team. Project paperlane-site.",
  },
];
