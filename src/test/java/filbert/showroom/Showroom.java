package filbert.showroom;

import filbert.household.AccessTokens;
import filbert.household.results.DefaultFilter;
import filbert.household.results.HouseholdResults;
import filbert.household.FirstStart;
import filbert.household.Holdings;
import filbert.household.HostNotes;
import filbert.household.HouseholdBandwidth;
import filbert.household.HouseholdActivity;
import filbert.household.HouseholdAdoptions;
import filbert.household.HouseholdBanners;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdHosts;
import filbert.household.HouseholdLibrary;
import filbert.household.HouseholdLimits;
import filbert.household.HouseholdLists;
import filbert.household.HouseholdNetwork;
import filbert.household.HouseholdPeople;
import filbert.household.HouseholdPrivacy;
import filbert.household.HouseholdRouter;
import filbert.household.Invitations;
import filbert.household.HouseholdSearches;
import filbert.household.HouseholdSpam;
import filbert.household.HouseholdVolumes;
import filbert.household.People;
import filbert.household.HouseholdNews;
import filbert.household.Origin;
import filbert.household.Person;
import filbert.household.Sessions;
import filbert.household.Settings;
import filbert.household.SignOn;
import filbert.household.Tastes;
import filbert.household.statistics.HouseholdStatistics;
import filbert.operations.AboutDesk;
import filbert.operations.BackupDesk;
import filbert.operations.DiagnosticsDesk;
import filbert.operations.LogDesk;
import filbert.household.history.HouseholdHistory;
import filbert.household.telling.FeedTokens;
import filbert.operations.TaskBoard;
import filbert.household.telling.HouseholdInbox;
import filbert.household.telling.HouseholdWebhooks;
import filbert.household.wish.HouseholdWishes;
import filbert.web.ContentPolicy;
import filbert.web.Tongue;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.MethodParameter;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Starts the web side on a {@link PretendHouse}. Given {@code --pretend.as=mara}, everybody who comes is her; else there is a login. */
@EnableAutoConfiguration(
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, ReactiveUserDetailsServiceAutoConfiguration.class})
@EnableWebFluxSecurity
@ComponentScan("filbert.web")
public class Showroom {
    /** A cookie: whoever brings it has not signed in, even where everybody else is somebody. */
    public static final String STRANGER = "stranger";

    /** Prints nothing and stays until it is ended: for looking at pages while writing them. */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(Showroom.class).run(arguments);
    }

    /** @param environment {@code pretend.state} says how far set-up has come, {@code pretend.empty} leaves every room empty */
    @Bean
    BracketedMessages messageSource() {
        return new BracketedMessages();
    }

    @Bean
    PretendHouse house(Environment environment) {
        var house = new PretendHouse();
        house.firstStart.state = environment.getProperty("pretend.state", FirstStart.State.class, FirstStart.State.DONE);
        return environment.getProperty("pretend.empty", Boolean.class, false) ? house : house.furnished();
    }

    @Bean
    SecurityWebFilterChain doors(ServerHttpSecurity http, PretendHouse house, Environment environment) {
        house.people.all().stream()
                .filter(person -> person.name().equals(environment.getProperty("pretend.as")))
                .forEach(person -> http.securityContextRepository(always(person)));
        return http.authorizeExchange(paths -> paths.pathMatchers("/login", "/setup/**", "/setup", "/assets/**", "/preferences", "/manifest.webmanifest", "/sw.js", "/offline", "/feeds/**", "/invitation/*")
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(ContentPolicy.PAGES)))
                .csrf(csrf -> csrf.csrfTokenRequestHandler(besideFiles()))
                .build();
    }

    private static XorServerCsrfTokenRequestAttributeHandler besideFiles() {
        var tokens = new XorServerCsrfTokenRequestAttributeHandler();
        tokens.setTokenFromMultipartDataEnabled(true);
        return tokens;
    }

    private static ServerSecurityContextRepository always(Person person) {
        return new ServerSecurityContextRepository() {
            @Override
            public Mono<Void> save(ServerWebExchange exchange, SecurityContext context) {
                return Mono.empty();
            }

            @Override
            public Mono<SecurityContext> load(ServerWebExchange exchange) {
                return exchange.getRequest().getCookies().containsKey(STRANGER) ? Mono.empty() : Mono.just(new SecurityContextImpl(signedIn(person)));
            }
        };
    }

    @Bean
    ReactiveAuthenticationManager porter(PretendHouse house) {
        return login -> Mono.justOrEmpty(house.people.authenticate(login.getName(), String.valueOf(login.getCredentials()), Origin.UNKNOWN))
                .<org.springframework.security.core.Authentication>map(Showroom::signedIn)
                .switchIfEmpty(Mono.error(() -> new org.springframework.security.authentication.BadCredentialsException("no")));
    }

    public static UsernamePasswordAuthenticationToken signedIn(Person person) {
        return UsernamePasswordAuthenticationToken.authenticated(
                person, null, List.of(new SimpleGrantedAuthority("ROLE_" + person.role().name())));
    }

    /** The real one stands in {@code config}. */
    @Bean
    WebFluxConfigurer persons() {
        return new WebFluxConfigurer() {
            @Override
            public void configureBlockingExecution(BlockingExecutionConfigurer blocking) {
                var threads = new SimpleAsyncTaskExecutor("person-");
                threads.setVirtualThreads(true);
                threads.setTaskDecorator(Tongue::carried);
                blocking.setExecutor(threads);
            }

            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(new PersonArgument());
            }
        };
    }

    private static final class PersonArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType().equals(Person.class) && parameter.getParameterAnnotations().length == 0;
        }

        @Override
        public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
            return ReactiveSecurityContextHolder.getContext().mapNotNull(held -> held.getAuthentication().getPrincipal());
        }
    }

    @Bean
    InstantSource clock() {
        return InstantSource.fixed(PretendHouse.NOW);
    }

    @Bean
    HouseholdSearches searches(PretendHouse house) {
        return house.searchDesk();
    }

    @Bean
    HouseholdWishes wishes(PretendHouse house) {
        return house.wishDesk();
    }

    @Bean
    HouseholdInbox inbox(PretendHouse house) {
        return house.inboxDesk();
    }

    @Bean
    HouseholdWebhooks webhooks(PretendHouse house) {
        return house.webhookDesk();
    }

    @Bean
    FeedTokens feedTokens(PretendHouse house) {
        return house.feedDesk();
    }

    @Bean
    HouseholdHistory history(PretendHouse house) {
        return house.historyDesk();
    }

    @Bean
    DefaultFilter defaultFilter(PretendHouse house) {
        return new DefaultFilter(house.tastes);
    }

    @Bean
    HouseholdResults results(PretendHouse house, Holdings holdings) {
        return house.resultDesk(holdings);
    }

    @Bean
    Holdings holdings(PretendHouse house) {
        return (person, contents) -> contents.stream().filter(house.owned::contains).collect(java.util.stream.Collectors.toSet());
    }

    @Bean
    HouseholdHosts hosts(PretendHouse house) {
        return house.hostDesk();
    }

    @Bean
    HouseholdAdoptions adoptions(PretendHouse house) {
        return house.adoptionDesk();
    }

    @Bean
    HouseholdDownloads downloads(PretendHouse house) {
        return house.downloadDesk();
    }

    @Bean
    HouseholdLibrary library(PretendHouse house) {
        return house.libraryDesk();
    }

    @Bean
    HouseholdLists lists(PretendHouse house) {
        return house.listsDesk();
    }

    @Bean
    HouseholdSpam spam(PretendHouse house) {
        return house.spamDesk;
    }

    @Bean
    HouseholdNetwork network(PretendHouse house) {
        return house.networkDesk();
    }

    @Bean
    HouseholdPrivacy privacy(PretendHouse house) {
        return new HouseholdPrivacy(house.networkDesk(), house.libraryDesk(), () -> new HouseholdPrivacy.Choices(true, false, true, true, "wg0"));
    }

    @Bean
    HouseholdBandwidth bandwidth(PretendHouse house) {
        return house.bandwidth;
    }

    @Bean
    HouseholdLimits limits(PretendHouse house) {
        return house.limits;
    }

    @Bean
    HouseholdVolumes volumes(PretendHouse house) {
        return house.line.volumes();
    }

    @Bean
    HouseholdRouter router(PretendHouse house) {
        return house.routerDesk();
    }

    @Bean
    FirstStart firstStart(PretendHouse house) {
        return house.firstStart;
    }

    @Bean
    People people(PretendHouse house) {
        return house.people;
    }

    @Bean
    Tastes tastes(PretendHouse house) {
        return house.tastes;
    }

    @Bean
    HouseholdBanners banners(PretendHouse house) {
        return house.banners;
    }

    @Bean
    HostNotes notes(PretendHouse house) {
        return house.notes;
    }

    @Bean
    SignOn signOn(PretendHouse house) {
        return house.signOn();
    }

    @Bean
    Sessions sessions(PretendHouse house) {
        return house.sessions;
    }

    @Bean
    ServerSecurityContextRepository contexts() {
        return new WebSessionServerSecurityContextRepository();
    }

    @Bean
    HouseholdPeople householdPeople(PretendHouse house) {
        return house.peopleDesk();
    }

    @Bean
    Invitations invitations(PretendHouse house) {
        return house.invitations;
    }

    @Bean
    AccessTokens tokens(PretendHouse house) {
        return house.tokens;
    }

    @Bean
    Settings settings(PretendHouse house) {
        return house.settings;
    }

    @Bean
    HouseholdActivity activity(PretendHouse house) {
        return house.activity;
    }

    @Bean
    HouseholdStatistics statistics(PretendHouse house) {
        return house.statistics;
    }

    @Bean
    TaskBoard tasks(PretendHouse house) {
        return house.tasks;
    }

    @Bean
    LogDesk logs(PretendHouse house) {
        return new LogDesk(house.log);
    }

    @Bean
    DiagnosticsDesk diagnostics(PretendHouse house) {
        return house.log.diagnostics();
    }

    @Bean
    AboutDesk about(PretendHouse house) {
        return house.log.about();
    }

    @Bean
    BackupDesk backups(PretendHouse house) {
        return house.backupDesk;
    }

    @Bean
    HouseholdNews happenings(PretendHouse house) {
        return new HouseholdNews(house.happenings);
    }
}
