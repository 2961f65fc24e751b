/** How customers say that somebody is hurt or in danger: never by one word, but by who came to what harm, or what burns where. */
import { words } from "./whole-words";

const person =
  "(?:colleagues?|co-?workers?|technicians?|engineers?|employees?|workers?|guards?|cleaners?|drivers?|visitors?|guests?|patients?|residents?|tenants?|passengers?|child(?:ren)?|kids?|students?|pupils?|m[ae]n|wom[ae]n|persons?|people|someone|somebody|one of (?:us|our|your|the|my)|he|she|they|kolleg\\p{L}{0,5}|techniker\\p{L}{0,5}|mitarbeiter\\p{L}{0,5}|patient\\p{L}{0,5}|bewohner\\p{L}{0,5}|kind(?:er)?|frau|mann|personen?|menschen|jemand|collègues?|technicien\\p{L}{0,3}|employé\\p{L}{0,3}|personnes?|quelqu['’]un|enfants?|compañer\\p{L}{0,3}|técnic\\p{L}{0,3}|emplead\\p{L}{0,3}|pacientes?|personas?|alguien|niñ\\p{L}{0,3}|collegh?\\p{L}{0,3}|tecnic\\p{L}{0,3}|persone?|pazient\\p{L}{0,3}|qualcuno|bambin\\p{L}{0,3}|colegas?|pessoas?|alguém|criança\\p{L}{0,2}|medewerker\\p{L}{0,3}|iemand|kinderen|koleg\\p{L}{0,4}|pracownik\\p{L}{0,4}|os[oó]b\\p{L}{0,4}|zaměstnan\\p{L}{0,4}|сотрудник\\p{L}{0,3}|коллег\\p{L}{0,3}|люд\\p{L}{0,3}|человек\\p{L}{0,2})";
const harmed =
  "(?:injured|wounded|bleeding(?! edge)|unconscious|electrocuted|not breathing|fainted|(?:is|was|got|been) (?:badly |seriously )?hurt|verletzt(?! (?:den|die|das|unsere?|gegen))|bewusstlos|ohnmächtig|blutet|atmet nicht|eingeklemmt|blessée?s?|inconsciente?s?|évanouie?s?|électrocutée?s?|saignent?|herid[oa]s?|lesionad[oa]s?|electrocutad[oa]s?|desmayad[oa]s?|sangra\\p{L}{0,2}|ferit[oaie]|svenut[oaie]|folgorat[oaie]|sanguina\\p{L}{0,3}|si sent(?:e|ono) male|ferid[oa]s?|desmaiad[oa]s?|eletrocutad[oa]s?|gewond|bewusteloos|geëlektrocuteerd|bloedt|rann[yaei]|nieprzytomn\\p{L}{0,3}|krwawi|zraněn\\p{L}{0,2}|v bezvědomí|krvácí|ранен\\p{L}{0,3}|травмирован\\p{L}{0,3}|без сознания)";
const place =
  "(?:\\p{L}{0,12} ?room|building|cage|racks?|cabinet|basement|cellar|office|floor|hall|data ?cent(?:er|re)|warehouse|house|flat|lift|elevator|kitchen|plant|ward|corridor|\\p{L}{0,20}raum|gebäude|keller|\\p{L}{0,20}schrank|büro|rechenzentrum|haus|aufzug|salle|bâtiment|local|baie|sous-sol|bureau|immeuble|ascenseur|couloir|sala|edificio|cuarto|sótano|oficina|ascensor|pasillo|locale|stanza|cantina|ufficio|ascensore|corridoio|prédio|edifício|elevador|ruimte|serverruimte|gebouw|kelder|kantoor|serverkast|pomieszczen\\p{L}{0,5}|budyn\\p{L}{0,5}|serwerown\\p{L}{0,5}|budov\\p{L}{0,5}|místnost\\p{L}{0,5}|serverovn\\p{L}{0,5}|здани\\p{L}{0,5}|помещени\\p{L}{0,5}|серверн\\p{L}{0,5}|byggnad\\p{L}{0,5}|rummet|serverrum\\p{L}{0,5}|bina\\p{L}{0,5}|oda\\p{L}{0,5})";
const burns =
  "(?:(?:smoke|flames|(?:a|the) fire)(?: is| was| are)?(?: coming| rising| pouring)?(?: out)?|burning|rauch|feuer|flammen|brand|brennt(?: es)?|fumée|flammes|incendie|(?<!pare-)feu|humo|llamas|incendio|fuego|fumo|fiamme|fumaça|chamas|incêndio|rook|vlammen|dym\\p{L}{0,3}|pożar\\p{L}{0,3}|kouř\\p{L}{0,3}|požár\\p{L}{0,3}|дым\\p{L}{0,3}|пожар\\p{L}{0,3}|rök)";
const at =
  "(?:in|inside|from|of|im|aus|aus dem|dans|du|de|en|del|da|dal|nel|nella|no|na|uit|w|we|z|ze|ve|v|в|из|i|från)(?: (?:the|our|an?|one|der|dem|unser\\p{L}{0,3}|la|le|les|un|una|une|notre|nuestr[oa]|el|il|nostr[oa]|o|a|noss[oa]|de|het|onze))?";

/** A sentence that fits one of these tells of danger to people. */
export const danger: readonly RegExp[] = [
  words(`${person} .{0,60}?${harmed}`),
  words(`${harmed} .{0,40}?${person}`),
  words(`${burns} ${at} ${place}`),
  words(
    "(?:smell of|smells? (?:like|of)|leaking) gas|gas leak|(?:gas|brand)geruch|gasaustritt|riecht nach gas|odeur de gaz|fuite de gaz|olor a gas|fuga de gas|odore di gas|fuga di gas|cheiro (?:a|de) gás|vazamento de gás|gaslucht|gaslek|zapach gazu|ulatnia się gaz|únik plynu|запах газа|утечка газа|gaslukt|gaz (?:kokusu|kaçağı)",
  ),
  words(
    "(?:called|call|calling|need|sent|fetched|waiting for) (?:an |the )?(?:ambulance|paramedics|fire (?:brigade|department|engine))|ambulance (?:is|was|has been|came|comes) (?:here|there|coming|called|on (?:its|the) way)|(?:rettungsdienst|krankenwagen|notarzt|feuerwehr) (?:ist|wurde|kommt|gerufen|alarmiert|unterwegs)|(?:appelé|appeler) (?:les pompiers|une ambulance|le samu)|(?:llamado|llamar) a (?:una ambulancia|los bomberos)|(?:chiamato|chiamare) (?:l['’]ambulanza|i (?:pompieri|soccorsi|vigili del fuoco))",
  ),
  words(
    "electric shock|(?:strom|elektro)schlag|choc électrique|du mal à respirer|descarga eléctrica|no puede respirar|scossa elettrica|non respira|choque elétrico|stroomschok|porażen\\p{L}{0,5} prądem|удар\\p{L}{0,5} током|кровотечени\\p{L}{0,2}|пострадавш\\p{L}{0,3}|medvetslös|elstöt|yaralan\\p{L}{0,5}|elektrik çarp\\p{L}{0,5}|(?:stuck|trapped) in (?:the|our|an?|his|her) (?:lift|elevator)|danger to life|life[- ]threatening|lebensgefahr|danger de mort|peligro de muerte|pericolo di vita|perigo de vida|levensgevaar|zagrożenie życia|угроза жизни|livsfara",
  ),
  words(
    "(?:patient|resident|child|baby) .{0,40}(?:given|got|received) .{0,30}(?:wrong (?:dose|drug|blood|medication|medicine)|overdose|too much)|falsche (?:dosis|blutgruppe) (?:\\p{L}+ )?(?:bekommen|erhalten|verabreicht)|(?:kill|hurt|harm) (?:myself|himself|herself|themselves)|(?:take|end) my (?:own )?life|mich umbringen|mir das leben nehmen|me suicider|suicidarme|suicidarmi",
  ),
  words(
    "i (?:just |really )*(?:(?:do(?:n['’]t| not)|no longer) (?:want|wish) to (?:live|be alive)|(?:want|wish) to (?:die|be dead))(?! (?:with|on|in|for|without|near|of))|(?:ich )?(?:will|möchte|kann) (?:so )?(?:nicht mehr (?:leben|da sein)(?! (?:mit|ohne))|sterben)|(?:veux|envie de|peux) (?:plus (?:de )?vivre|mourir)|plus envie de vivre|no quiero (?:seguir viviendo|vivir(?: más)?)|(?:me )?quiero morir(?:me)?|non voglio più vivere|voglio morire|não quero (?:mais )?viver|quero morrer|wil (?:niet meer leven|dood)|nie chcę (?:już )?żyć|chcę umrzeć|nechci (?:už |dál )?žít|chci umřít|не хочу (?:больше )?жить|хочу умереть|vill inte leva(?: längre)?|yaşamak istemiyorum|ölmek istiyorum",
  ),
  /不想活|想死|死にたい|生きていたくない|죽고 ?싶|살고 ?싶지 ?않|受伤|触电|昏迷|晕倒|流血|(?:煤气|燃气|天然气)(?:泄漏|味)|(?:着火|冒烟|起火)了|救护车|怪我を|けがを|ケガを|感電|意識(?:不明|がない)|救急車|煙が(?:出|上)|ガス(?:漏れ|臭)|負傷|다쳤|다친|부상|감전|의식을 잃|구급차|가스 ?(?:누출|냄새)|불이 났/u,
];

/** … unless it says that nobody came to harm, or is about an exercise. */
export const noDanger = words(
  "(?:nobody|no one|none of us) (?:is|was|has been|got) (?:hurt|injured)|niemand (?:ist|wurde) verletzt|(?:fire|smoke|safety|evacuation) (?:drill|test|exercise|training)|smoke[- ]tests?",
);
