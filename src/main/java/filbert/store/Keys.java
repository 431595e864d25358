package filbert.store;

import java.util.Objects;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The ids that identity columns gave. */
final class Keys {
    private Keys() {}

    static long id(GeneratedKeyHolder holder) {
        return Objects.requireNonNull(holder.getKey()).longValue();
    }
}
