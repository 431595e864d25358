package filbert.config;

import filbert.household.AccessTokens.Bearer;
import filbert.household.Person;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** How Spring Security knows one of our people. */
final class SignedIn {
    private SignedIn() {}

    static Authentication as(Person person) {
        return authenticated(person);
    }

    /** With the token's rights as details. */
    static Authentication as(Bearer bearer) {
        var proved = authenticated(bearer.person());
        proved.setDetails(bearer.rights());
        return proved;
    }

    private static UsernamePasswordAuthenticationToken authenticated(Person person) {
        return UsernamePasswordAuthenticationToken.authenticated(
                person, null, List.of(new SimpleGrantedAuthority("ROLE_" + person.role().name())));
    }
}
