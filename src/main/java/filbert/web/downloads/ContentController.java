package filbert.web.downloads;

import filbert.household.HouseholdDownloads;
import filbert.household.Person;
import filbert.web.content.Delivery;
import filbert.web.content.Offer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The bytes of a download, while it lasts and after, for whoever may see its page. */
@Controller
final class ContentController {
    private final HouseholdDownloads downloads;
    private final Delivery delivery;

    ContentController(HouseholdDownloads downloads, Delivery delivery) {
        this.downloads = downloads;
        this.delivery = delivery;
    }

    @GetMapping("/downloads/{id}/content")
    Mono<Void> content(@PathVariable long id, Person person, ServerWebExchange exchange) {
        return delivery.send(exchange, () -> Offer.of(downloads, person, id));
    }
}
