/**
 * The one form of words that names, queries and routing tables share: {@link filbert.wire.words.Words}. Implements 2-search, section 2.1.
 */
@NullMarked
package filbert.wire.words;

import org.jspecify.annotations.NullMarked;
