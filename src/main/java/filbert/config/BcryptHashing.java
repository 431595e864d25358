package filbert.config;

import filbert.household.PasswordHashing;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Passwords by bcrypt: slow on purpose and, unlike argon2, without megabytes of memory for every attempt on a small machine. */
final class BcryptHashing implements PasswordHashing {
    private static final int LONGEST = 72; // bcrypt looks at no more

    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public String hash(String password) {
        return encoder.encode(password);
    }

    @Override
    public boolean matches(String password, String hash) {
        return encoder.matches(password, hash);
    }
}
