/** How customers say that a secret or somebody's data got where it does not belong: what it was, what was done, and where or how. */
import { words } from "./whole-words";

const secret = words(
  "(?<!public[ -])(?:\\p{L}+-)?keys?|tokens?|passwords?|passphrases?|credentials?|secrets?|\\p{L}{0,12}-?schlüssel\\p{L}{0,2}|zugangsdaten|anmeldedaten|\\p{L}{0,20}pass(?:wort|wörter\\p{L}?)|kennw(?:ort|örter)|clés?|mots? de passe|identifiants|jetons?|claves?|contraseñas?|credenciales|chiav[ei]|credenziali|chaves?|senhas?|credenciais|sleutels?|wachtwoord\\p{L}{0,2}|inloggegevens|klucz\\p{L}{0,4}|hasł\\p{L}{0,3}|klíč\\p{L}{0,3}|hesl\\p{L}{0,3}|ключ\\p{L}{0,3}|парол\\p{L}{0,3}|токен\\p{L}{0,3}|nyckel|lösenord|anahtar\\p{L}{0,5}|şifre\\p{L}{0,5}",
);
const secretHan =
  /密钥|密鑰|密码|密碼|口令|令牌|凭证|キー|トークン|パスワード|認証情報|비밀번호|토큰|키(?:가|를|을)/u;

/** Done with it so that others may see it. */
const shown = words(
  "push(?:ed|es)|committed|commit|uploaded|posted|published|pasted|shared|sent|put|checked in|visible|\\p{L}{0,4}gepusht|(?:ein|hoch)ge(?:checkt|laden)|veröffentlicht|geschickt|gesendet|verschickt|gepostet|geteilt|(?:ein)?gestellt|angehängt\\p{L}{0,2}|attached|joint\\p{L}?|adjunt\\p{L}{0,3}|allegat[oaie]|anexad[oa]s?|bijgevoegd|załączy\\p{L}{0,4}|publié\\p{L}{0,2}|envoyé\\p{L}{0,2}|poussé\\p{L}{0,2}|partagé\\p{L}{0,2}|mise? en ligne|publicad[oa]s?|publiqué|subid[oa]s?|subi[óo]|subí|enviad[oa]s?|envié|compartid[oa]s?|pubblicat[oaie]|caricat[oaie]|inviat[oaie]|mandat[oaie]|publiquei|enviei|carregad[oa]s?|compartilhad[oa]s?|gepubliceerd|verstuurd|gestuurd|gedeeld|opublikowa\\p{L}{0,4}|wysła\\p{L}{0,4}|wrzuci\\p{L}{0,4}|udostępni\\p{L}{0,4}|zveřejn\\p{L}{0,4}|odesla\\p{L}{0,4}|nahrá\\p{L}{0,3}|опубликова\\p{L}{0,4}|отправи\\p{L}{0,4}|выложи\\p{L}{0,4}|skickat\\p{L}{0,2}|gönder\\p{L}{0,6}|yayınla\\p{L}{0,6}",
);
const shownHan =
  /上传|提交|推送|发送|发给|发到|发布|公开|送(?:って|信)|公開|アップロード|コミット|プッシュ|올렸|올라|보냈|공개/u;

/** It came there by itself. */
const landed = words(
  "(?:ended|wound|turned|shows?|showed) up|slipped|landed|gelandet|gerutscht|gelangt|geraten|aufgetaucht|retrouv\\p{L}{0,3}|acab(?:ado|ó)|terminado|finit[oaie]|foi parar|foram parar|terechtgekomen|beland|trafi\\p{L}{0,3}|dosta\\p{L}{0,3}|попал\\p{L}{0,2}|оказал\\p{L}{0,4}|hamnat|hamnade",
);
const publicly = words(
  "(?:public|open)(?:ly)?(?![ -]keys?)|pastebin|gists?|internet|öffentlich\\p{L}{0,3}|publique?s?|públic[oa]s?|públicamente|pubblic[oaih]{0,2}|publicamente|openba(?:ar|re)|publiczn\\p{L}{0,4}|veřejn\\p{L}{0,4}|публичн\\p{L}{0,4}|открыт\\p{L}{0,4}|интернет\\p{L}{0,2}|offentlig\\p{L}{0,3}|herkese açık",
);
const publiclyHan = /公开|公開|공개/u;
const place = words(
  "(?:repo|repositor)\\p{L}{0,5}|slack|teams|forum\\p{L}{0,3}|chat|channel|kanal|canal|canale|github|gitlab|bitbucket|pastebin|internet|wiki|logs?|depot|dépôt|репозитори\\p{L}{0,3}",
);

const byMistake = words(
  "accidentally|by (?:accident|mistake)|in error|mistakenly|inadvertently|unintentionally|(?:to )?the wrong (?:person|people|address|recipient|ticket|customer|mail)|versehentlich|irrtümlich|aus versehen|falsch(?:en|e)? (?:empfänger|adresse)|par (?:erreur|mégarde|inadvertance)|accidentellement|por (?:error|accidente|equivocación)|accidentalmente|sin querer|per (?:errore|sbaglio)|accidentalmente|por (?:engano|erro|lapso)|sem querer|acidentalmente|per (?:ongeluk|abuis)|przez (?:pomyłkę|przypadek)|przypadkowo|omylem|nedopatřením|по ошибке|случайно|av misstag|yanlışlıkla|(?:not|n['’]t) (?:meant|intended) for you|nicht für (?:sie|euch|dich) (?:bestimmt|gedacht)|pas destinée?s? à vous|no (?:era|eran|es|son) para (?:usted|ustedes|vosotros|ti)|non (?:era|erano|è|sono) (?:destinat[oaie] a|per) (?:voi|lei|te)|não (?:era|eram|é|são) para (?:você|vocês|si)|niet voor (?:u|jou|jullie) bestemd",
);
const byMistakeHan = /不小心|误(?:发|传|将|把)|錯誤|错误地|誤って|間違えて|うっかり|실수로|잘못/u;

/** What is of people and nobody else's business. */
const ofPeople = words(
  "patients?|personal (?:data|information|details|records?)|medical|x-?rays?|salar(?:y|ies)|payrolls?|passports?|(?:id|identity) cards?|(?:customer|client|employee|member|pupil|student)s? (?:lists?|data|records?|details)|patient\\p{L}{0,5}|röntgen\\p{L}{0,8}|personenbezogen\\p{L}{0,2}|persönliche\\p{L}{0,2} daten|gehalt\\p{L}{0,10}|kranken\\p{L}{0,10}|befund\\p{L}{0,3}|kundendaten|kundenliste|données (?:personnelles|médicales)|radiographies?|dossiers? médica\\p{L}{0,3}|bulletins? de (?:paie|salaire)|pacientes?|datos personales|radiografías?|historia(?:l|s)? (?:médic|clínic)\\p{L}{0,3}|nóminas?|pazient[ei]|dati personali|radiografi[ea]|cartell[ae] clinic\\p{L}{0,3}|buste paga|dados pessoais|radiografias?|prontuários?|patiënt\\p{L}{0,3}|persoonsgegevens|röntgenfoto\\p{L}{0,2}|pacjent\\p{L}{0,4}|dane osobowe|danych osobowych|pacient\\p{L}{0,4}|osobní\\p{L}{0,2} údaj\\p{L}{0,3}|пациент\\p{L}{0,4}|персональн\\p{L}{0,3} данн\\p{L}{0,3}|hasta\\p{L}{0,6}|kişisel veri\\p{L}{0,6}",
);
const ofPeopleHan = /患者|病人|病历|病歷|个人(?:信息|资料|数据)|個人情報|カルテ|工资|給与|환자|개인정보/u;

/** A sentence that all of one of these find tells of a secret that others may have seen. */
export const secretShown: readonly (readonly RegExp[])[] = [
  [secret, shown, publicly],
  [secret, landed, place],
  [secret, landed, publicly],
  [secret, shown, byMistake],
  [secretHan, shownHan, publiclyHan],
  [secretHan, shownHan, byMistakeHan],
];

/** A sentence that all of one of these find tells of people's data that went to somebody else. */
export const dataSentAstray: readonly (readonly RegExp[])[] = [
  [ofPeople, shown, byMistake],
  [ofPeopleHan, shownHan, byMistakeHan],
];
