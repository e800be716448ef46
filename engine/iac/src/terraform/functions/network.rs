//! Functions over address prefixes.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{Arguments, Outcome, Stop, text, texts};

/// An address prefix as a number of 128 or 32 bits.
#[derive(Clone, Copy)]
struct Prefix {
    address: u128,
    length: u32,
    bits: u32,
}

pub(super) fn call(name: &str, arguments: Arguments<'_>) -> Option<Outcome> {
    let function: fn(Arguments<'_>) -> Outcome = match name {
        "cidrhost" => |a| {
            let (prefix, host) = (read(&a.text(0)?)?, a.whole(1)?);
            text(prefix.host(host)?.address_text())
        },
        "cidrnetmask" => |a| {
            let prefix = read(&a.text(0)?)?;
            if prefix.bits != 32 {
                return Err(Stop::error("cidrnetmask() of an IPv6 prefix"));
            }
            text(Prefix { address: prefix.mask(), ..prefix }.address_text())
        },
        "cidrsubnet" => |a| {
            let (prefix, bits, number) = (read(&a.text(0)?)?, a.whole(1)?, a.whole(2)?);
            text(prefix.subnet(bits, number)?.text())
        },
        "cidrsubnets" => subnets,
        _ => return None,
    };
    Some(function(arguments))
}

fn read(text: &str) -> Result<Prefix, Stop> {
    let bad = || Stop::error(format!("'{text}' is no address prefix"));
    let (address, length) = text.split_once('/').ok_or_else(bad)?;
    let length: u32 = length.parse().map_err(|_| bad())?;
    let (address, bits) = match address.parse::<IpAddr>().map_err(|_| bad())? {
        IpAddr::V4(address) => (u128::from(u32::from(address)), 32),
        IpAddr::V6(address) => (u128::from(address), 128),
    };
    if length > bits {
        return Err(bad());
    }
    let prefix = Prefix { address, length, bits };
    Ok(Prefix { address: address & prefix.mask(), ..prefix })
}

fn subnets(arguments: Arguments<'_>) -> Outcome {
    let prefix = read(&arguments.text(0)?)?;
    let full = || Stop::error("cidrsubnets() of more than the prefix holds");
    let (mut next, mut found) = (prefix.address, Vec::new());
    let end = prefix.address.saturating_add(prefix.size());
    for at in 1..arguments.len() {
        let bits = u32::try_from(arguments.whole(at)?).map_err(|_| full())?;
        let length =
            prefix.length.checked_add(bits).filter(|l| *l <= prefix.bits).ok_or_else(full)?;
        let subnet = Prefix { address: next, length, bits: prefix.bits };
        // The next multiple of the size.
        let size = subnet.size();
        let start = next.div_ceil(size).checked_mul(size).ok_or_else(full)?;
        if start >= end {
            return Err(full());
        }
        found.push(Prefix { address: start, ..subnet }.text());
        next = start.saturating_add(size);
    }
    texts(found.iter().map(String::as_str), arguments.at(0)?)
}

impl Prefix {
    fn mask(self) -> u128 {
        let host = self.bits - self.length;
        let all = if self.bits == 32 { u128::from(u32::MAX) } else { u128::MAX };
        if host >= 128 { 0 } else { all >> host << host }
    }

    /// Number of addresses, at most what 128 bits hold.
    fn size(self) -> u128 {
        1u128.checked_shl(self.bits - self.length).unwrap_or(u128::MAX)
    }

    fn host(self, host: i128) -> Result<Prefix, Stop> {
        let outside = || Stop::error("cidrhost() outside the prefix");
        let size = self.size();
        let offset = if host < 0 {
            size.checked_sub(host.unsigned_abs()).ok_or_else(outside)?
        } else {
            host.unsigned_abs()
        };
        if offset >= size {
            return Err(outside());
        }
        Ok(Prefix { address: self.address | offset, ..self })
    }

    fn subnet(self, bits: i128, number: i128) -> Result<Prefix, Stop> {
        let outside = || Stop::error("cidrsubnet() outside the prefix");
        let bits = u32::try_from(bits).map_err(|_| outside())?;
        let length =
            self.length.checked_add(bits).filter(|l| *l <= self.bits).ok_or_else(outside)?;
        let number = u128::try_from(number).map_err(|_| outside())?;
        if bits < 128 && number >> bits != 0 {
            return Err(outside());
        }
        let shifted = number.checked_shl(self.bits - length).unwrap_or(0);
        Ok(Prefix { address: self.address | shifted, length, bits: self.bits })
    }

    fn address_text(self) -> String {
        match self.bits {
            32 => Ipv4Addr::from(self.address as u32).to_string(),
            _ => Ipv6Addr::from(self.address).to_string(),
        }
    }

    fn text(self) -> String {
        format!("{}/{}", self.address_text(), self.length)
    }
}
