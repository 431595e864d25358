package filbert.api;

import filbert.household.Banner;
import filbert.household.HouseholdBanners;
import filbert.household.Person;
import filbert.household.Role;
import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the first page tells the caller about. */
@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/banners")
final class BannersApi {
    private final HouseholdBanners banners;

    BannersApi(HouseholdBanners banners) {
        this.banners = banners;
    }

    /** @param about which folder or interface, or empty. @param extent how much of it there is */
    record Shown(String id, String grade, String cause, String about, long extent) {
        static Shown of(Banner banner) {
            return new Shown(banner.id(), Word.of(banner.grade()), banner.cause(), banner.which(), banner.extent());
        }
    }

    /** What they have not dismissed, the gravest first. */
    @GetMapping
    List<Shown> list(@AuthenticationPrincipal Person person) {
        return banners.shown(person).stream().map(Shown::of).toList();
    }

    /** Until there is more of it, or it begins anew. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(@PathVariable String id, @AuthenticationPrincipal Person person) {
        if (!banners.dismiss(person, id)) {
            throw new NoSuchElementException("banner " + id);
        }
    }
}
