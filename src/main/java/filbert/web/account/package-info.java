/** Signing in, and what a person changes about themselves: password, tokens for scripts, how pages look. */
@NullMarked
package filbert.web.account;

import org.jspecify.annotations.NullMarked;
