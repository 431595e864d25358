package filbert.household.telling;

import java.util.List;
import java.util.Optional;

/** Keeps webhooks. Writes are durable when they return; methods may block. With a person go their webhooks. */
public interface WebhookStore {
    /** @return with its id */
    Webhook add(Webhook hook);

    /** Everything but how it goes. */
    void change(Webhook hook);

    void standing(long id, Webhook.Standing standing);

    boolean remove(long person, long id);

    List<Webhook> of(long person);

    Optional<Webhook> one(long id);
}
