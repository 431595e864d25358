package filbert.web.library;

import filbert.household.HouseholdLibrary;
import filbert.household.Person;
import filbert.web.content.Delivery;
import filbert.web.content.Offer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The bytes of a file of the library, for whoever may see its page. */
@Controller
final class LibraryContentController {
    private final HouseholdLibrary library;
    private final Delivery delivery;

    LibraryContentController(HouseholdLibrary library, Delivery delivery) {
        this.library = library;
        this.delivery = delivery;
    }

    @GetMapping("/library/files/{id}/content")
    Mono<Void> content(@PathVariable long id, Person person, ServerWebExchange exchange) {
        return delivery.send(exchange, () -> Offer.of(library, person, id));
    }
}
