import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.jsonwebtoken.Jwts;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

class Demo {
    void bad(String token, byte[] key, JwtConsumerBuilder builder) {
        // ruleid: java.jwt.signature-not-verified
        JWT.require(Algorithm.none()).build().verify(token);
        // ruleid: java.jwt.signature-not-verified
        Jwts.parser().setSigningKey(key).parse(token);
        // ruleid: java.jwt.signature-not-verified
        builder.setSkipSignatureVerification();
    }

    void safe(String token, byte[] key) {
        // ok: java.jwt.signature-not-verified
        JWT.require(Algorithm.HMAC256(key)).build().verify(token);
        // ok: java.jwt.signature-not-verified
        Jwts.parser().setSigningKey(key).parseClaimsJws(token);
        // ok: java.jwt.signature-not-verified
        Jwts.parserBuilder().setSigningKey(key).build().parseClaimsJws(token);
    }
}
