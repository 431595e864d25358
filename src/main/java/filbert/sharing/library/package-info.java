/**
 * Shared folders: scanning, watching, hashing in the background, the keyword index, answers to queries. Start with
 * {@link filbert.sharing.library.Library}. Implements {@link filbert.servent.search.LocalAnswers}.
 */
@NullMarked
package filbert.sharing.library;

import org.jspecify.annotations.NullMarked;
