/** Replies that tell that nothing was found, and replies that tell what was: as support teams write them, in eight languages, one a line. */

export type ReplyExamples = { calm: string; fault: string };

export const replies: readonly ReplyExamples[] = [
  {
    calm: `everything looks fine from our side
we see nothing unusual on it
the server is healthy and all checks pass
i cannot find anything wrong with it
it runs normally and there are no errors
all values are within the usual range
the connection is open and nothing blocks it
it was delivered and accepted by the other side
your account is active and the last login went through
the last runs all finished without errors
the service works as it should, so it is not the platform
no fault on our side, please check your own settings
the configuration is correct and the request is allowed
there is no warning and no limit is reached
the record is valid and resolves correctly
the amount is the same as always, nothing changed
both links are up and no packets are lost
i checked it and it is in good order`,
    fault: `the disk is full and nothing can be written
it has reached its limit and further requests are refused
the host failed and it was restarted
the certificate has expired, please renew it
the process was killed because it ran out of memory
nothing listens on this port, the connection is refused
the firewall rule drops the packets
it has been stuck for an hour
the last runs failed with an error
the key is no longer valid, please create a new one
the account is locked after too many attempts
the record is missing, please add it
the queue is blocked and messages wait
a part is broken and has to be replaced
you were charged twice and get it back
the permission is missing, the smallest role is viewer
it is behind because of a long query
it was switched off, so it does not start`,
  },
  {
    calm: `von unserer seite sieht alles gut aus
wir sehen nichts auffälliges
der server ist gesund und alle prüfungen sind in ordnung
ich kann keinen fehler finden
es läuft normal und ohne fehler
alle werte liegen im üblichen bereich
die verbindung ist offen und nichts blockiert sie
die nachricht wurde zugestellt und angenommen
ihr konto ist aktiv und die letzte anmeldung hat geklappt
die letzten läufe sind ohne fehler durchgelaufen
der dienst arbeitet wie er soll, es liegt nicht an uns
kein fehler bei uns, bitte prüfen sie ihre einstellungen
die konfiguration stimmt und der zugriff ist erlaubt
es gibt keine warnung und keine grenze ist erreicht
der betrag ist wie immer, nichts hat sich geändert`,
    fault: `die festplatte ist voll und nimmt nichts mehr an
die grenze ist erreicht und weitere anfragen werden abgewiesen
der rechner ist ausgefallen und wurde neu gestartet
das zertifikat ist abgelaufen, bitte erneuern
der prozess wurde beendet weil der speicher nicht reicht
auf diesem port lauscht nichts
die firewall verwirft die pakete
es hängt seit einer stunde
die letzten läufe sind fehlgeschlagen
der schlüssel ist nicht mehr gültig
das konto ist nach zu vielen versuchen gesperrt
der eintrag fehlt, bitte ergänzen
die warteschlange ist blockiert und nachrichten warten
ein teil ist defekt und muss getauscht werden
die berechtigung fehlt`,
  },
  {
    calm: `tout semble normal de notre côté
nous ne voyons rien d'inhabituel
le serveur est en bonne santé et tous les contrôles passent
je ne trouve aucune erreur
il fonctionne normalement et sans erreur
toutes les valeurs sont dans la plage habituelle
la connexion est ouverte et rien ne la bloque
le message a été livré et accepté
votre compte est actif et la dernière connexion a réussi
aucun défaut chez nous, vérifiez vos réglages
la configuration est correcte et la demande est autorisée`,
    fault: `le disque est plein et rien ne peut être écrit
la limite est atteinte et les demandes sont refusées
l'hôte est tombé en panne et a été redémarré
le certificat a expiré, veuillez le renouveler
le processus a été tué faute de mémoire
rien n'écoute sur ce port
le pare-feu rejette les paquets
il est bloqué depuis une heure
les dernières exécutions ont échoué
la clé n'est plus valable
il manque l'enregistrement, veuillez l'ajouter`,
  },
  {
    calm: `todo parece normal por nuestra parte
no vemos nada inusual
el servidor está sano y todas las comprobaciones pasan
no encuentro ningún error
funciona con normalidad y sin errores
todos los valores están en el rango habitual
la conexión está abierta y nada la bloquea
el mensaje fue entregado y aceptado
su cuenta está activa y el último acceso fue correcto
no hay fallo nuestro, revise su configuración
la configuración es correcta y la petición está permitida`,
    fault: `el disco está lleno y no se puede escribir
se ha alcanzado el límite y se rechazan las peticiones
el equipo falló y se reinició
el certificado ha caducado, renuévelo
el proceso fue terminado por falta de memoria
nada escucha en ese puerto
el cortafuegos descarta los paquetes
lleva una hora bloqueado
las últimas ejecuciones fallaron
la clave ya no es válida
falta el registro, añádalo`,
  },
  {
    calm: `da parte nostra sembra tutto a posto
non vediamo nulla di insolito
il server è sano e tutti i controlli passano
non trovo nessun errore
funziona normalmente e senza errori
tutti i valori sono nella norma
la connessione è aperta e nulla la blocca
il messaggio è stato consegnato e accettato
nessun guasto da noi, controlli le sue impostazioni`,
    fault: `il disco è pieno e non si può scrivere
il limite è raggiunto e le richieste sono rifiutate
la macchina si è guastata ed è stata riavviata
il certificato è scaduto, va rinnovato
il processo è stato terminato per mancanza di memoria
niente ascolta su questa porta
il firewall scarta i pacchetti
è bloccato da un'ora
la chiave non è più valida
manca il record, va aggiunto`,
  },
  {
    calm: `tudo parece normal do nosso lado
não vemos nada de invulgar
o servidor está saudável e todas as verificações passam
não encontro nenhum erro
funciona normalmente e sem erros
todos os valores estão no intervalo habitual
a ligação está aberta e nada a bloqueia
a mensagem foi entregue e aceite
não há falha nossa, verifique as suas definições`,
    fault: `o disco está cheio e não se pode escrever
o limite foi atingido e os pedidos são recusados
a máquina falhou e foi reiniciada
o certificado expirou, é preciso renovar
o processo foi terminado por falta de memória
nada escuta nesta porta
a firewall rejeita os pacotes
está bloqueado há uma hora
a chave já não é válida
falta o registo, adicione-o`,
  },
  {
    calm: `van onze kant ziet alles er goed uit
we zien niets ongewoons
de server is gezond en alle controles slagen
ik kan geen fout vinden
het draait normaal en zonder fouten
alle waarden liggen binnen het gewone bereik
de verbinding is open en niets blokkeert haar
het bericht is afgeleverd en aangenomen
geen storing bij ons, controleer uw instellingen`,
    fault: `de schijf is vol en er kan niets meer geschreven worden
de limiet is bereikt en verzoeken worden geweigerd
de host viel uit en is herstart
het certificaat is verlopen, vernieuw het
het proces werd gestopt door geheugengebrek
er luistert niets op deze poort
de firewall laat de pakketten vallen
het hangt al een uur
de sleutel is niet meer geldig
het record ontbreekt, voeg het toe`,
  },
  {
    calm: `我们这边一切正常
没有发现任何异常
服务器健康，所有检查都通过
没有找到错误
运行正常，没有报错
所有数值都在正常范围内
连接是通的，没有被拦截
邮件已经送达
不是平台的问题，请检查您的设置`,
    fault: `磁盘已满，无法写入
已达到上限，请求被拒绝
主机故障，已重新启动
证书已过期，请更新
内存不足，进程被终止
该端口没有程序监听
防火墙丢弃了数据包
已经卡住一个小时
密钥已失效，请重新创建
缺少记录，请添加`,
  },
];
