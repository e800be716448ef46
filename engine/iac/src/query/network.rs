//! Networks, ports, versions and globs.

use std::cmp::Ordering;
use std::net::IpAddr;

/// An IPv4 or IPv6 network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Network {
    is_v6: bool,
    /// Address with the host bits cleared, IPv4 in the low 32 bits.
    base: u128,
    prefix: u8,
}

impl Network {
    /// Reads `10.0.0.0/8` or an address alone; the words for all addresses (`*`, `any`, `internet`, `0.0.0.0`) count too.
    pub(super) fn parse(text: &str) -> Option<Network> {
        let text = text.trim();
        if matches!(text.to_ascii_lowercase().as_str(), "*" | "any" | "internet" | "<nw>/0") {
            return Some(Network { is_v6: false, base: 0, prefix: 0 });
        }
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix.parse::<u8>().ok()?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let (is_v6, bits, width) = match address {
            IpAddr::V4(address) => (false, u128::from(u32::from(address)), 32),
            IpAddr::V6(address) => (true, u128::from(address), 128),
        };
        // An unspecified address without a prefix means all of them where rules are written.
        let prefix = prefix.unwrap_or(if bits == 0 { 0 } else { width });
        if prefix > width {
            return None;
        }
        Some(Network { is_v6, base: bits & mask(prefix, width), prefix })
    }

    /// Whether every address of `other` is in this one.
    pub(super) fn covers(self, other: Network) -> bool {
        let width = if self.is_v6 { 128 } else { 32 };
        self.is_v6 == other.is_v6
            && self.prefix <= other.prefix
            && other.base & mask(self.prefix, width) == self.base
    }

    /// Whether it lies outside the ranges that are not routed on the internet.
    pub(super) fn is_public(self) -> bool {
        const PRIVATE: [&str; 12] = [
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "192.0.2.0/24",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "fc00::/7",
            "fe80::/10",
            "::1/128",
        ];
        !PRIVATE.iter().filter_map(|text| Network::parse(text)).any(|range| range.covers(self))
    }
}

fn mask(prefix: u8, width: u8) -> u128 {
    let ones = if prefix == 0 { 0 } else { u128::MAX << (128 - u32::from(prefix)) };
    ones >> (128 - u32::from(width))
}

/// Whether a port text (`22`, `20-25`, `20:25`, `*`, `80,443`) covers one of `ports`; `None` if it is no such text.
pub(super) fn port_covers(text: &str, ports: &[u16]) -> Option<bool> {
    let mut covers = false;
    for part in text.split(',').map(str::trim) {
        let (first, last) = if matches!(part, "*" | "-1" | "all" | "ALL" | "any") {
            (0, u16::MAX)
        } else if let Some((first, last)) = part.split_once(['-', ':', '/']) {
            (first.trim().parse().ok()?, last.trim().parse().ok()?)
        } else {
            let port = part.parse().ok()?;
            (port, port)
        };
        covers |= ports.iter().any(|port| (first..=last).contains(port));
    }
    Some(covers)
}

/// Compares the digits of two versions, number by number; missing ones are 0. `None` where one has no digits.
pub(super) fn compare_versions(left: &str, right: &str) -> Option<Ordering> {
    let numbers = |text: &str| -> Vec<u64> {
        text.split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().unwrap_or(u64::MAX))
            .collect()
    };
    let (left, right) = (numbers(left), numbers(right));
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let at = |list: &[u64], index: usize| list.get(index).copied().unwrap_or(0);
    let longest = left.len().max(right.len());
    (0..longest)
        .map(|index| at(&left, index).cmp(&at(&right, index)))
        .find(|order| order.is_ne())
        .or(Some(Ordering::Equal))
}

/// Whether `pattern`, in which `*` stands for any characters and `?` for one, fits all of `text`. Linear but for `*`s.
pub(super) fn glob_matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(b'?') => (p, t) = (p + 1, t + 1),
            Some(byte) if *byte == text[t] => (p, t) = (p + 1, t + 1),
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    (p, t) = (at + 1, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Network {
        Network::parse(text).unwrap()
    }

    #[test]
    fn networks_cover_networks() {
        assert!(network("0.0.0.0/0").covers(network("10.1.2.3/32")));
        assert!(network("::/0").covers(network("2001:db8::/32")));
        assert!(!network("0.0.0.0/0").covers(network("::/0")));
        assert!(!network("10.0.0.0/8").covers(network("0.0.0.0/0")));
        assert!(network("*").covers(network("0.0.0.0/0")));
        assert!(network("0.0.0.0").covers(network("0.0.0.0/0")));
        assert!(network("0.0.0.0/1").is_public() && network("8.8.8.8/32").is_public());
        assert!(!network("10.1.0.0/16").is_public() && !network("fd00::/8").is_public());
        for text in ["10.0.0.0/33", "x", "10.0.0/8", ""] {
            assert_eq!(Network::parse(text), None, "{text}");
        }
    }

    #[test]
    fn ports_and_versions() {
        assert_eq!(port_covers("20-25", &[22]), Some(true));
        assert_eq!(port_covers("80,443", &[22]), Some(false));
        assert_eq!(port_covers("*", &[22]), Some(true));
        assert_eq!(port_covers("ssh", &[22]), None);
        assert_eq!(compare_versions("TLSv1_2", "1.2"), Some(Ordering::Equal));
        assert_eq!(compare_versions("1.10", "1.9"), Some(Ordering::Greater));
        assert_eq!(compare_versions("none", "1.9"), None);
    }

    #[test]
    fn globs() {
        assert!(glob_matches("aws_*", "aws_s3_bucket") && glob_matches("*", ""));
        assert!(glob_matches("s3:Get*", "s3:GetObject") && !glob_matches("s3:Get", "s3:GetObject"));
        assert!(glob_matches("a*b*c", "axbxbc") && !glob_matches("a?c", "ac"));
    }
}
