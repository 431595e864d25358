package filbert.showroom;

import filbert.event.Signal;
import filbert.household.AccessTokens;
import filbert.household.Origin;
import filbert.household.Person;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tokens nobody accepts. */
public final class PretendTokens implements AccessTokens {
    public final List<TokenView> tokens = new CopyOnWriteArrayList<>();
    private final Signal revoked = new Signal();

    @Override
    public String create(Person person, String label, Rights rights) {
        person.require(rights.role());
        tokens.add(new TokenView(tokens.size() + 1, label, "fil_abcd", rights, PretendHouse.NOW, null));
        return "fil_abcdefghijklmnopqrstuvwxyz";
    }

    @Override
    public List<TokenView> list(Person person) {
        return List.copyOf(tokens);
    }

    @Override
    public boolean revoke(Person person, long id) {
        var gone = tokens.removeIf(token -> token.id() == id);
        revoked.raise();
        return gone;
    }

    @Override
    public Signal revoked() {
        return revoked;
    }

    @Override
    public boolean holds(String token) {
        return !tokens.isEmpty();
    }

    @Override
    public Optional<Bearer> bearer(String token, Origin origin) {
        return Optional.empty();
    }
}
