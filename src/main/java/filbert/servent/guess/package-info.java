/**
 * GUESS 0.2, the answering side: queries by datagram from whoever shows a key made for its address. Start with
 * {@link filbert.servent.guess.GuessAnswers}. Arrows: imports {@code outofband}, {@code search}, {@code routing}, {@code datagram},
 * {@code topology}, {@code wire}. Implements 2-search, section 8.
 */
@NullMarked
package filbert.servent.guess;

import org.jspecify.annotations.NullMarked;
