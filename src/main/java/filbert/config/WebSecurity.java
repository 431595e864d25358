package filbert.config;

import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import filbert.household.AccessTokens;
import filbert.household.Diary;
import filbert.household.LayeredSettings;
import filbert.household.People;
import filbert.household.SettingKeys;
import filbert.web.ContentPolicy;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.authentication.logout.RedirectServerLogoutSuccessHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Who gets in: people through the login form and a session, scripts with a bearer token. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class WebSecurity {
    private static final int BEFORE_SECURITY = -200;
    private static final String[] OPEN_TO_ALL = {"/login", "/setup", "/setup/**", "/assets/**", "/preferences", "/invitation/*", "/feeds/**", "/manifest.webmanifest", "/sw.js", "/offline", "/v3/api-docs"};

    private final LayeredSettings settings;

    WebSecurity(LayeredSettings settings) {
        this.settings = settings;
    }

    /** Sign-in asks it where a request comes from. */
    @Bean
    @Order(BEFORE_SECURITY)
    ServerWebExchangeContextFilter requestAtHand() {
        return new ServerWebExchangeContextFilter();
    }

    /** A browser never sends the token by itself, so nothing here needs a CSRF token, and no session is made. */
    @Bean
    @Order(1)
    SecurityWebFilterChain apiSecurity(
            ServerHttpSecurity http, AccessTokens tokens, Scheduler peoplesThreads, ProblemAnswers problems, InstantSource clock) {
        return forScripts(http, tokens, peoplesThreads, problems, clock)
                .securityMatcher(pathMatchers("/api/**"))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(paths -> paths.anyExchange().access(new TokenRights()))
                .build();
    }

    /** How the process does, for those who watch over it: by a token, or an owner in a browser. Nothing is changed here. */
    @Bean
    @Order(2)
    SecurityWebFilterChain watcherSecurity(
            ServerHttpSecurity http, AccessTokens tokens, SignedInBrowsers browsers, Scheduler peoplesThreads, ProblemAnswers problems, InstantSource clock) {
        return forScripts(http, tokens, peoplesThreads, problems, clock)
                .securityMatcher(pathMatchers("/metrics", "/actuator", "/actuator/**"))
                .securityContextRepository(browsers)
                .authorizeExchange(paths -> paths.pathMatchers(HttpMethod.GET, "/actuator/health").permitAll().anyExchange().access(new WatcherRights()))
                .addFilterAfter(new FlatHealth(), SecurityWebFiltersOrder.AUTHORIZATION)
                .build();
    }

    /** What opens by a token: no forms, no page to come back to, and what is refused is told as a problem. */
    private ServerHttpSecurity forScripts(
            ServerHttpSecurity http, AccessTokens tokens, Scheduler peoplesThreads, ProblemAnswers problems, InstantSource clock) {
        var unknown = new TokenRefused(problems, clock);
        var bearer = new AuthenticationWebFilter(new TokenSignIn(tokens, peoplesThreads));
        bearer.setServerAuthenticationConverter(TokenSignIn::token);
        bearer.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(unknown));
        return http.csrf(CsrfSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .headers(this::headers)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .addFilterAt(bearer, SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(unknown)
                        .accessDeniedHandler((exchange, denied) -> TokenRights.answer(exchange, denied, problems)));
    }

    @Bean
    @Order(3)
    SecurityWebFilterChain pageSecurity(
            ServerHttpSecurity http, People people, Diary diary, WhoAsks who, SignedInBrowsers browsers, Scheduler peoplesThreads) {
        var wanted = new WantedPage();
        var welcome = new RedirectServerAuthenticationSuccessHandler("/");
        welcome.setRequestCache(wanted);
        var goodbye = new RedirectServerLogoutSuccessHandler();
        goodbye.setLogoutSuccessUrl(URI.create("/login?logout"));
        return http.csrf(csrf -> csrf.csrfTokenRepository(new CsrfCookies()).csrfTokenRequestHandler(new FormTokens(who)).accessDeniedHandler(WebSecurity::refuse))
                .httpBasic(HttpBasicSpec::disable)
                .securityContextRepository(browsers)
                .formLogin(form -> form.loginPage("/login")
                        .authenticationManager(new PasswordSignIn(people, diary, peoplesThreads))
                        .securityContextRepository(browsers)
                        .authenticationSuccessHandler(welcome)
                        .authenticationFailureHandler(new SignInRefused(people)))
                .logout(logout -> logout.logoutUrl("/logout")
                        .logoutHandler((filtered, _) -> browsers.save(filtered.getExchange(), null))
                        .logoutSuccessHandler(goodbye))
                .headers(this::headers)
                .requestCache((RequestCacheSpec cache) -> cache.requestCache(wanted))
                .authorizeExchange(paths -> paths.pathMatchers(OPEN_TO_ALL).permitAll().anyExchange().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(new SignInFirst(wanted, who))
                        .accessDeniedHandler(WebSecurity::refuse))
                .build();
    }

    /** Leaves the answer to the error pages. */
    private static Mono<Void> refuse(ServerWebExchange exchange, AccessDeniedException denied) {
        return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN, null, denied));
    }

    /** Only where somebody vouches for the certificate is a browser told to insist on https: with our own it would lock people out. */
    private void headers(HeaderSpec headers) {
        if (settings.text(SettingKeys.WEB_HTTPS).equals(Https.GIVEN)) {
            headers.hsts(insist -> insist.includeSubdomains(false));
        } else {
            headers.hsts(HeaderSpec.HstsSpec::disable);
        }
        headers.contentSecurityPolicy(csp -> csp.policyDirectives(ContentPolicy.PAGES))
                .frameOptions(frame -> frame.mode(Mode.DENY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
    }
}
