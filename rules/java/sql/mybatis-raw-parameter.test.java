import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Select;

interface Users {
    // ruleid: java.sql.mybatis-raw-parameter
    @Select("SELECT * FROM users WHERE name = '${name}'")
    Object one(String name);

    // ruleid: java.sql.mybatis-raw-parameter
    @Select("SELECT * FROM users ORDER BY ${column}")
    Object sorted(String column);

    // ruleid: java.sql.mybatis-raw-parameter
    @Delete("DELETE FROM ${table}")
    void drop(String table);

    // ok: java.sql.mybatis-raw-parameter
    @Select("SELECT * FROM users WHERE name = #{name}")
    Object safe(String name);

    // ok: java.sql.mybatis-raw-parameter
    @Delete("DELETE FROM users WHERE id = #{id}")
    void remove(int id);

    // ok: java.sql.mybatis-raw-parameter
    @Select("SELECT 1")
    int ping();
}
