/**
 * How things are named: messages and servents by {@link filbert.identity.Guid}, content by {@link filbert.identity.Sha1} and
 * {@link filbert.identity.TigerRoot}, hosts by {@link filbert.identity.HostAddress}. Values only; imports nothing but the JDK, and
 * everybody may import it. Start with {@link filbert.identity.Urn}.
 */
@NullMarked
package filbert.identity;

import org.jspecify.annotations.NullMarked;
