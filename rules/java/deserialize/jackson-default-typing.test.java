import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.jsontype.impl.LaissezFaireSubTypeValidator;

class Demo {
    // ruleid: java.deserialize.jackson-default-typing
    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    Object any;

    // ok: java.deserialize.jackson-default-typing
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    Object named;

    void bad(ObjectMapper mapper) {
        // ruleid: java.deserialize.jackson-default-typing
        mapper.enableDefaultTyping();
        // ruleid: java.deserialize.jackson-default-typing
        mapper.activateDefaultTyping(LaissezFaireSubTypeValidator.instance, ObjectMapper.DefaultTyping.NON_FINAL);
    }

    void safe(ObjectMapper mapper, BasicPolymorphicTypeValidator validator) {
        // ok: java.deserialize.jackson-default-typing
        mapper.activateDefaultTyping(validator, ObjectMapper.DefaultTyping.NON_FINAL);
        // ok: java.deserialize.jackson-default-typing
        mapper.disableDefaultTyping();
    }
}
