/**
 * What an exchange has kept from before this house: calls out of its detail records (CDR) and its
 * event log (CEL), in a MariaDB, a PostgreSQL or files. The source is only read. Rows stream in the
 * order of their times; {@link io.ringcard.history.Gathering} puts those of one call together, a
 * call is settled when nothing of it has come for hours, and {@link
 * io.ringcard.history.HistoryImport} writes settled calls through the log's own writer, with the
 * mark from which a second run goes on in the same transaction.
 *
 * <p>Where CEL saw a call from its beginning it decides, and CDR adds only the recording's name and
 * the number called where CEL has none. A call that only CDR tells ({@link
 * io.ringcard.history.CdrCalls}) has no ringing, waiting, hold, cause or end's author: null. Nobody
 * answered reads {@code no_answer}, since a CDR does not say who gave up or whether a message was
 * kept. The moment of an answer is known where the record's own channel was called for it alone;
 * behind a menu or a queue that answered by itself it is null, and so is the talk. A consultation
 * that an attended transfer joined stays an internal call of its own.
 *
 * <p>The same tables are read as they grow, to mend gaps: {@link io.ringcard.history.LiveTables}
 * gives events to the log's second witness, {@link io.ringcard.history.DetailFeed} is that witness
 * where there are only details.
 */
@NullMarked
package io.ringcard.history;

import org.jspecify.annotations.NullMarked;
