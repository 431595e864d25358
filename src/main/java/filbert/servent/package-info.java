/**
 * Being on the Gnutella network. Start with {@link filbert.servent.Servent}, the port and the neighbours, and
 * {@link filbert.servent.Switchboard}, what lives above them. People look through {@link filbert.servent.Overlay} and {@link filbert.servent.search.Searches}; the library answers
 * through {@link filbert.servent.search.LocalAnswers}; transfers take callers through {@link filbert.servent.reception.Visitors}. Inside, arrows run
 * {@code handshake} to {@code connection} to {@code topology} to {@code routing} to {@code search} and {@code push}, each importing those before
 * it. All state belongs to the {@link filbert.net.Owner}.
 */
@NullMarked
package filbert.servent;

import org.jspecify.annotations.NullMarked;
