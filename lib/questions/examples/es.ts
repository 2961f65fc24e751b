/** Questions as people put them, in Spanish. */
import type { Examples } from "./kinds";

export const es: Examples = {
  asked: `qué preguntó el cliente
qué quiere el cliente
qué pide la clienta
de qué trata este ticket
cuál es el problema
cuál es la solicitud
cuál era la pregunta original
qué necesita exactamente
qué escribió ella
por qué nos contactó
de qué se queja el cliente`,
  done: `qué se ha intentado
qué se intentó hasta ahora
qué hemos hecho ya
qué se ha hecho hasta ahora
qué hemos comprobado
qué comprobaciones se hicieron
qué mostraron los diagnósticos
qué se ha descartado
qué pasos se dieron
alguien lo ha mirado ya
qué se encontró`,
  open: `qué está abierto
qué queda pendiente
qué falta
qué queda por hacer
cuál es el siguiente paso
qué debo hacer ahora
qué estamos esperando
a quién esperamos
qué no se ha respondido
qué preguntas siguen sin respuesta
qué le debemos todavía al cliente
hay puntos abiertos`,
  people: `quién respondió
quién respondió qué
quién escribió al cliente
quién trabaja en esto
quién tiene este ticket
a quién está asignado
quién es responsable
quién escribió la última nota
quién lo miró
qué compañeros participaron`,
  opened: `cuándo se abrió
cuándo se creó el ticket
cuándo escribió el cliente por primera vez
desde cuándo está abierto
qué antigüedad tiene este ticket
cuánto tiempo lleva abierto`,
  answered: `cuándo respondimos
cuándo fue la primera respuesta
cuándo se envió la última respuesta
cuándo escribimos por última vez al cliente
cuánto esperó el cliente una respuesta`,
  closed: `cuándo se cerró
cuándo se resolvió
está resuelto
cuándo cerramos el ticket
se cerró esto`,
  when: `cuándo se cambió la tarifa por última vez
cuándo fue el reinicio
cuándo saltó la alerta
cuándo falló
cuándo se amplió el disco
cuándo empezó la caída
a qué hora se hizo el cambio
cuándo se envió la factura`,
  similar: `qué más se parecía a esto
qué tickets anteriores se parecen a este
cómo se resolvieron tickets similares
cómo lo resolvimos antes
hemos visto esto antes
hay casos parecidos
qué respondimos en casos similares
cómo se arregló el mismo problema la última vez
otros clientes tuvieron esto
qué ayudó en el pasado
ya ha pasado antes`,
  state: `cuál es el estado
cómo está el asunto
resume este ticket
hazme un resumen
qué pasó aquí
en qué punto estamos
ponme al día
qué está pasando
qué ha pasado hasta ahora
un breve resumen por favor`,
  promised: `qué prometimos
qué se prometió
hemos prometido algo
qué plazo dimos
para cuándo prometimos una respuesta
qué compromisos hay
cuándo vence
hay una fecha límite`,
  customer: `quién es el cliente
quién pregunta
qué empresa es
qué plan tienen
qué sabemos del cliente
qué contrato tiene el cliente
háblame de este cliente
este cliente ha escrito antes
qué otros tickets tiene el cliente`,
  other: `cuál es el uso actual
cuál es el caudal actual
muestra el valor actual
cuánto tarda la transferencia
cuánto tarda una restauración
cuántos días tarda un reembolso
cómo arreglo un tiempo de espera
cómo se puede arreglar el correo
cómo arreglo un nodo bloqueado
cómo funciona la facturación
por qué no funciona el webhook
qué hacer cuando el acceso no funciona
se restauró la copia de seguridad
se pagó la factura
ayudó el reinicio
está lleno el disco
cómo restablezco una contraseña
cómo puedo aumentar el límite
qué significa este error
por qué el pod se reinicia sin parar
qué puerto usa el servicio
dónde encuentro los registros
hay un artículo sobre reembolsos
cuánto tiempo se guardan las copias de seguridad
cómo se llama el volumen
en qué región está
se puede restaurar una instantánea en otro proyecto
qué causa este mensaje
qué versión está instalada
explica el retraso de replicación
se renovó el certificado
mencionaron el cortafuegos
cuánto espacio queda
comprueba la cuota ahora`,
};
