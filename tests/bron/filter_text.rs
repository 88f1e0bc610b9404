//! The text of a `$filter`, word by word.

use super::filter::{Filter, Literal, Op, is_guid};
use super::moment;

/// A word of a filter.
#[derive(Debug, Clone, PartialEq)]
enum Word {
    Name(String),
    Sign(char),
    Literal(Literal),
}

/// Reads conditions from words.
pub struct Reader {
    words: Vec<Word>,
    at: usize,
    /// The variables of the `any` around this place, innermost last.
    variables: Vec<String>,
}

type Read<T> = Result<T, String>;

impl Reader {
    /// Splits a text into words.
    pub fn of(text: &str) -> Read<Reader> {
        let (mut words, mut rest) = (Vec::new(), text.trim_start());
        while !rest.is_empty() {
            let (word, length) = word(rest)
                .ok_or_else(|| format!("Syntax error at position {} in '{text}'.", text.len() - rest.len()))?;
            words.push(word);
            let after = &rest[length..];
            // "guid'…'" and "5x" are no two words.
            if !matches!(words.last(), Some(Word::Sign(_)))
                && after.starts_with(|c: char| c.is_alphanumeric() || c == '\'')
            {
                return Err(format!("Syntax error at position {} in '{text}'.", text.len() - after.len()));
            }
            rest = after.trim_start();
        }
        Ok(Reader { words, at: 0, variables: Vec::new() })
    }

    /// Reads conditions with `or` between them.
    pub fn either(&mut self) -> Read<Filter> {
        let mut some = vec![self.both()?];
        while self.took_name("or") {
            some.push(self.both()?);
        }
        Ok(if some.len() == 1 { some.remove(0) } else { Filter::Or(some) })
    }

    /// Says that nothing may follow.
    pub fn end(&self) -> Read<()> {
        if self.at == self.words.len() { Ok(()) } else { Err(self.wrong()) }
    }

    fn both(&mut self) -> Read<Filter> {
        let mut all = vec![self.one()?];
        while self.took_name("and") {
            all.push(self.one()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Filter::And(all) })
    }

    fn one(&mut self) -> Read<Filter> {
        if self.took_sign('(') {
            let inner = self.either()?;
            self.need_sign(')')?;
            return Ok(inner);
        }
        let mut path = vec![self.name()?];
        while self.took_sign('/') {
            path.push(self.name()?);
        }
        if path.len() > 1 && path.last().is_some_and(|last| last == "any") && self.took_sign('(') {
            path.pop();
            return self.any(self.own(path)?);
        }
        let op = match self.name()?.as_str() {
            "eq" => Op::Eq,
            "ne" => Op::Ne,
            "gt" => Op::Gt,
            "ge" => Op::Ge,
            "lt" => Op::Lt,
            "le" => Op::Le,
            _ => return Err(self.wrong()),
        };
        let literal = match self.words.get(self.at) {
            Some(Word::Literal(literal)) => literal.clone(),
            _ => return Err(self.wrong()),
        };
        self.at += 1;
        Ok(Filter::Compare(self.own(path)?, op, literal))
    }

    fn any(&mut self, path: Vec<String>) -> Read<Filter> {
        if self.took_sign(')') {
            return Ok(Filter::Any(path, None));
        }
        let variable = self.name()?;
        self.variables.push(variable);
        self.need_sign(':')?;
        let inner = self.either()?;
        self.need_sign(')')?;
        self.variables.pop();
        Ok(Filter::Any(path, Some(Box::new(inner))))
    }

    /// Returns a path below the record that the variable stands for.
    fn own(&self, mut path: Vec<String>) -> Read<Vec<String>> {
        let Some(variable) = self.variables.last() else { return Ok(path) };
        if path.len() > 1 && path[0] == *variable {
            path.remove(0);
            return Ok(path);
        }
        Err(format!("Could not find a property named '{}'.", path.join("/")))
    }

    fn name(&mut self) -> Read<String> {
        let Some(Word::Name(name)) = self.words.get(self.at) else { return Err(self.wrong()) };
        self.at += 1;
        Ok(name.clone())
    }

    fn took_name(&mut self, name: &str) -> bool {
        let took = matches!(self.words.get(self.at), Some(Word::Name(own)) if own == name);
        self.at += usize::from(took);
        took
    }

    fn took_sign(&mut self, sign: char) -> bool {
        let took = self.words.get(self.at) == Some(&Word::Sign(sign));
        self.at += usize::from(took);
        took
    }

    fn need_sign(&mut self, sign: char) -> Read<()> {
        if self.took_sign(sign) { Ok(()) } else { Err(self.wrong()) }
    }

    fn wrong(&self) -> String {
        match self.words.get(self.at) {
            Some(word) => format!("Syntax error at word {}: {word:?}.", self.at + 1),
            None => "Syntax error: the filter stops in the middle.".to_owned(),
        }
    }
}

/// Reads one word, and how many bytes it takes.
fn word(text: &str) -> Option<(Word, usize)> {
    let first = text.chars().next()?;
    if first == '\'' {
        return quoted(text);
    }
    if let Some(guid) = text.get(..36).filter(|part| is_guid(part)) {
        return Some((Word::Literal(Literal::Guid(guid.to_ascii_lowercase())), 36));
    }
    if first.is_ascii_digit() || first == '-' {
        let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "-+.:".contains(c))).unwrap_or(text.len());
        let literal = match moment::ticks(&text[..end]).filter(|_| moment::has_zone(&text[..end])) {
            Some(ticks) => Literal::Moment(ticks),
            None => Literal::Number(text[..end].parse().ok()?),
        };
        return Some((Word::Literal(literal), end));
    }
    if first.is_ascii_alphabetic() || first == '_' {
        let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len());
        let word = match &text[..end] {
            "null" => Word::Literal(Literal::Null),
            "true" => Word::Literal(Literal::Bool(true)),
            "false" => Word::Literal(Literal::Bool(false)),
            name => Word::Name(name.to_owned()),
        };
        return Some((word, end));
    }
    "()/:".contains(first).then_some((Word::Sign(first), 1))
}

/// Reads a text between quotes, in which two quotes are one.
fn quoted(text: &str) -> Option<(Word, usize)> {
    let (mut inner, mut at) = (String::new(), 1);
    loop {
        let end = at + text.get(at..)?.find('\'')?;
        inner.push_str(&text[at..end]);
        if !text[end + 1..].starts_with('\'') {
            return Some((Word::Literal(Literal::Text(inner)), end + 1));
        }
        inner.push('\'');
        at = end + 2;
    }
}
