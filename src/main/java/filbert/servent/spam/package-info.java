/**
 * Tells junk from answers. {@link filbert.servent.spam.HitRules} looks at one hit, {@link filbert.servent.spam.Judgement} is what they add up to; what only
 * shows over a whole search is counted by {@code search}. Pure, bounded, any thread. Arrows: imports none of its neighbours but {@code guard}.
 * Implements 2-search, sections 3.7 and 11.
 */
@NullMarked
package filbert.servent.spam;

import org.jspecify.annotations.NullMarked;
