//! What well-known functions of languages do to values, where the default (what goes in comes out) is too coarse.
//!
//! By name of the function, or of the method where the receiver's type is not known. Project functions go first.

/// What a call does beside the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The result is a number.
    Number,
    /// The result is a truth value.
    Truth,
    /// The result is the first argument (or the receiver), also inside.
    Copy,
    /// A new collection with the elements of the first argument.
    Elements,
    /// `enumerate`: pairs of number and element.
    Enumerate,
    /// `zip`: tuples of elements.
    Zip,
    /// `dict(a=b)`: a map of the named arguments, with what the first argument holds.
    Map,
    /// Adds the arguments as elements to the receiver.
    Append,
    /// Puts the second argument under the first, a key or a number; a lone argument is an element. Gives the receiver.
    Insert,
    /// Adds the elements of the argument to the receiver.
    Extend,
    /// Puts the second argument under the first, a key; gives what is there.
    SetDefault,
    /// Takes out an element.
    TakeElement,
    /// Looks up a key, with a default.
    Get,
    /// All elements.
    Values,
    /// Pairs of key and element.
    Items,
    /// Empties the receiver.
    Clear,
    /// Nothing comes back.
    Nothing,
    /// `getattr(o, name)`.
    GetAttribute,
    /// `setattr(o, name, value)`.
    SetAttribute,
    /// Calls its first argument with the elements of the others.
    Apply,
    /// Puts the second argument under the first, a key.
    Put,
    /// Puts the third argument under the second in what stands under the first, both keys.
    PutWithin,
    /// Looks up the second argument, a key, in what stands under the first.
    GetWithin,
    /// Takes out what is under the first argument, a key.
    Remove,
    /// Takes out the element of that number, where languages do so; those behind move up.
    RemoveAt,
    /// All keys.
    Keys,
    /// A map of pairs.
    FromPairs,
    /// Adds the entries of all other arguments to the first.
    Assign,
    /// Takes out what stands under the second argument in the first.
    DeleteAttribute,
    /// Turns the order round.
    Reverse,
    /// All elements are the first argument.
    Fill,
    /// Elements of the receiver and of the arguments.
    Concat,
    /// A part of the receiver, by numbers.
    Slice,
    /// An element of the first argument.
    AnyOf,
    /// Elements that receiver and argument both have.
    Common,
    /// Waits for a promise, whatever becomes of it.
    Settle,
    /// The key of a pair.
    KeyOfPair,
    /// What stands beside the key.
    ValueOfPair,
    /// The next element of an iterator, where languages give it as it is.
    Next,
}

/// By name of a function.
pub(crate) fn of_function(name: &str) -> Option<Effect> {
    Some(match name.strip_prefix("java.lang.").unwrap_or(name) {
        "int" | "float" | "len" | "id" | "hash" | "ord" | "range" | "round" | "abs" | "complex"
        | "parseInt" | "parseFloat" | "Number" | "strconv.Atoi" | "strconv.ParseInt"
        | "strconv.ParseUint" | "strconv.ParseFloat" | "strconv.ParseBool" | "Integer.parseInt"
        | "Integer.valueOf" | "Long.parseLong" | "Long.valueOf" | "Double.parseDouble"
        | "Integer" | "intval" | "floatval" | "count" | "sizeof" | "strlen" | "mb_strlen"
        | "strcmp" | "filesize" | "ip2long" | "Float" => Effect::Number,
        "bool"
        | "isinstance"
        | "issubclass"
        | "hasattr"
        | "callable"
        | "any"
        | "all"
        | "isset"
        | "empty"
        | "is_numeric"
        | "is_int"
        | "is_string"
        | "is_array"
        | "is_null"
        | "preg_match"
        | "ctype_digit"
        | "ctype_alnum"
        | "ctype_alpha"
        | "file_exists"
        | "is_file"
        | "is_dir"
        | "boolval"
        | "str_contains"
        | "str_starts_with"
        | "str_ends_with"
        | "method_exists"
        | "class_exists"
        | "function_exists"
        | "defined"
        | "Boolean"
        | "Boolean.parseBoolean"
        | "Boolean.valueOf"
        | "isNaN" => Effect::Truth,
        "copy.copy" | "copy.deepcopy" | "structuredClone" => Effect::Copy,
        "list" | "tuple" | "set" | "frozenset" | "sorted" | "reversed" | "iter"
        | "collections.deque" | "Array.from" | "array_values" | "array_unique" | "array_filter"
        | "array_reverse" | "iterator_to_array" => Effect::Elements,
        "enumerate" => Effect::Enumerate,
        "zip" | "itertools.zip_longest" => Effect::Zip,
        "dict" | "collections.OrderedDict" => Effect::Map,
        "next" | "array_pop" | "array_shift" | "current" | "reset" | "end" => Effect::TakeElement,
        "configparser.ConfigParser().set" => Effect::PutWithin,
        "configparser.ConfigParser().get" => Effect::GetWithin,
        "getattr" => Effect::GetAttribute,
        "setattr" => Effect::SetAttribute,
        "map" | "filter" | "array_map" | "functools.reduce" | "itertools.starmap" => Effect::Apply,
        "print" | "console.log" => Effect::Nothing,
        "Reflect.get" => Effect::GetAttribute,
        "Reflect.set" => Effect::SetAttribute,
        "Reflect.deleteProperty" => Effect::DeleteAttribute,
        "Reflect.has" | "Array.isArray" | "Object.is" | "Number.isInteger" => Effect::Truth,
        "Object.assign" => Effect::Assign,
        "Object.values" | "Set" => Effect::Elements,
        "Object.entries" => Effect::Items,
        "Object.keys" | "array_keys" | "Object.getOwnPropertyNames" | "Reflect.ownKeys" => {
            Effect::Keys
        }
        "Object.fromEntries" | "Map" => Effect::FromPairs,
        "Object.freeze" | "Object.seal" | "Object.create" | "Promise.resolve" | "Promise.all" => {
            Effect::Copy
        }
        "Promise.race" | "Promise.any" => Effect::AnyOf,
        _ if name.starts_with("Math.") => Effect::Number,
        // Helpers of Rails, which make addresses of the site itself.
        _ if !name.contains('.') && (name.ends_with("_path") || name.ends_with("_url")) => {
            Effect::Nothing
        }
        _ => return None,
    })
}

/// By name of a method of an object of unknown type.
pub(crate) fn of_method(name: &str) -> Option<Effect> {
    Some(match name {
        "append" | "add" | "addElement" | "<<" | "appendleft" | "push" | "put_nowait"
        | "unshift" | "push_str" | "push_back" | "push_front" | "WriteString" | "addLast"
        | "addFirst" | "offer" => Effect::Append,
        "insert" | "put" | "putIfAbsent" => Effect::Insert,
        "extend" | "update" | "extendleft" | "addAll" | "putAll" | "extend_from_slice" => {
            Effect::Extend
        }
        "setdefault" => Effect::SetDefault,
        "pop" | "popleft" | "popitem" | "shift" | "get_nowait" => Effect::TakeElement,
        "get" | "getOrDefault" | "get_mut" => Effect::Get,
        "enumerate" => Effect::Enumerate,
        "zip" => Effect::Zip,
        "values" => Effect::Values,
        "items" | "entries" | "entrySet" => Effect::Items,
        "keys" | "keySet" => Effect::Keys,
        "set" | "setAttribute" => Effect::Put,
        "getAttribute" => Effect::Get,
        "getKey" => Effect::KeyOfPair,
        "getValue" => Effect::ValueOfPair,
        "iterator" => Effect::Copy,
        "next" => Effect::Next,
        "delete" => Effect::Remove,
        "remove" => Effect::RemoveAt,
        "reverse" => Effect::Reverse,
        "fill" => Effect::Fill,
        "concat" => Effect::Concat,
        "slice" => Effect::Slice,
        "bind" | "difference" => Effect::Copy,
        "intersection" => Effect::Common,
        "catch" | "finally" => Effect::Settle,
        "copy" | "deepcopy" => Effect::Copy,
        "clear" => Effect::Clear,
        "store" => Effect::Insert,
        "fetch" | "dig" => Effect::Get,
        "first" | "last" | "sample" => Effect::TakeElement,
        "=~" | "!~" | "match?" | "nil?" | "empty?" | "blank?" | "present?" | "start_with?"
        | "end_with?" | "respond_to?" | "any?" | "all?" | "none?" | "zero?" | "positive?"
        | "negative?" | "valid?" | "persisted?" | "exists?" | "even?" | "odd?" | "equal?"
        | "eql?" => Effect::Truth,
        "startswith" | "endswith" | "isdigit" | "isalpha" | "isalnum" | "isnumeric"
        | "isdecimal" | "isidentifier" | "islower" | "isupper" | "isspace" | "includes"
        | "startsWith" | "endsWith" | "__contains__" | "has" | "hasOwnProperty" | "test"
        | "contains" | "contains_key" | "containsKey" | "is_empty" | "isEmpty" | "equals"
        | "equalsIgnoreCase" | "starts_with" | "ends_with" | "is_some" | "is_none" | "is_ok"
        | "is_err" => Effect::Truth,
        "count" | "index" | "rfind" | "indexOf" | "lastIndexOf" | "__len__" | "charCodeAt"
        | "localeCompare" | "compareTo" | "len" | "length" | "size" | "to_i" | "to_f"
        | "bytesize" => Effect::Number,
        _ => return None,
    })
}

/// What a function or method does with functions it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Callback {
    /// Nothing is known: they are called, but with what?
    No,
    /// Called with each element, its key, and the collection.
    Elements,
    /// Called with what came of the elements before, and an element.
    Fold,
    /// Called with what a promise gives, or with its error.
    Then,
    /// Called with anything that stands around.
    Anything,
}

/// By name of the function or method.
pub(crate) fn callback(name: &str) -> Callback {
    match name {
        "map" | "filter" | "forEach" | "flatMap" | "some" | "every" | "find" | "findIndex"
        | "findLast" | "findLastIndex" | "each" | "mapValues" | "for_each" | "all" | "any"
        | "inspect" | "position" | "retain" | "skip_while" | "take_while" | "map_while"
        | "filter_map" | "find_map" | "flat_map" | "allMatch" | "anyMatch" | "noneMatch"
        | "mapToObj" | "collect" | "select" | "reject" | "detect" | "each_with_index"
        | "each_pair" | "each_value" | "find_all" | "sort_by" | "group_by" | "partition"
        | "any?" | "all?" | "none?" | "collect_concat" | "reverse_each" | "index_by"
        | "each_slice" | "min_by" | "max_by" | "map!" | "select!" | "reject!" | "sum"
        | "array_map" | "array_filter" | "array_walk" | "find_each" | "each_entry"
        | "transform_values" | "delete_if" | "keep_if" => Callback::Elements,
        "reduce" | "reduceRight" | "inject" => Callback::Fold,
        "then" | "catch" | "finally" => Callback::Then,
        "starmap"
        | "apply"
        | "submit"
        | "run_in_executor"
        | "call_soon"
        | "Thread"
        | "Process"
        | "Timer"
        | "to_thread"
        | "sort"
        | "sorted"
        | "partial"
        | "setTimeout"
        | "setInterval"
        | "setImmediate"
        | "nextTick"
        | "call"
        | "bind"
        | "from"
        | "and_then"
        | "or_else"
        | "fold"
        | "is_some_and"
        | "map_or"
        | "map_or_else"
        | "spawn"
        | "spawn_blocking"
        | "unwrap_or_else"
        | "ifPresent"
        | "orElseGet"
        | "thenApply"
        | "thenAccept"
        | "thenCompose"
        | "computeIfAbsent"
        | "tap"
        | "yield_self"
        | "each_with_object"
        | "each_line"
        | "each_char"
        | "fetch"
        | "gsub"
        | "instance_eval"
        | "instance_exec"
        | "class_eval"
        | "usort"
        | "uasort"
        | "uksort"
        | "array_reduce"
        | "call_user_func"
        | "call_user_func_array"
        | "preg_replace_callback" => Callback::Anything,
        _ => Callback::No,
    }
}

/// Methods that give their receiver, so that calls can be chained.
pub(crate) fn gives_itself(name: &str) -> bool {
    matches!(name, "append" | "insert" | "put" | "<<")
}
