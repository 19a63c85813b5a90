//! A certificate authority of this machine's own, good for addresses of home networks only.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use jiff::{ToSpan as _, Zoned};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, NameConstraints, SanType, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::address::UNREACHABLE_FROM_OUTSIDE;

/// What the HTTPS door needs.
pub(crate) struct Tls {
    pub(crate) config: ServerConfig,
    /// The authority's certificate, DER, for phones to trust; empty where the operator brought a certificate.
    pub(crate) authority: Vec<u8>,
    /// Its SHA-256, for people to compare; none where phones trust the certificate already.
    pub(crate) fingerprint: Option<String>,
}

/// A certificate the operator brought.
pub(crate) fn from_files(chain: &Path, key: &Path) -> Result<Tls> {
    let certificates = CertificateDer::pem_file_iter(chain)
        .and_then(Iterator::collect)
        .with_context(|| format!("could not read the certificate {}", chain.display()))?;
    let key = PrivateKeyDer::from_pem_file(key)
        .with_context(|| format!("could not read the key {}", key.display()))?;
    Ok(Tls { config: config(certificates, key)?, authority: Vec::new(), fingerprint: None })
}

/// This machine's own authority (made once, kept in `folder`) and a certificate of it for `here`, new at each start.
pub(crate) fn make(folder: &Path, here: Ipv4Addr) -> Result<Tls> {
    let (issuer_key, authority) = authority(folder)?;
    let issuer = Issuer::new(authority_params()?, &issuer_key);
    let mut params = CertificateParams::new(vec!["localhost".to_owned()])?;
    params.subject_alt_names.push(SanType::IpAddress(IpAddr::V4(here)));
    params.distinguished_name.push(DnType::CommonName, here.to_string());
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    // Browsers refuse a server's certificate that lives longer than 398 days (CA/Browser Forum ballot SC31).
    set_validity(&mut params, 390)?;
    let key = KeyPair::generate()?;
    let leaf = params.signed_by(&key, &issuer)?;
    let key = PrivateKeyDer::try_from(key.serialize_der()).map_err(anyhow::Error::msg)?;
    let config = config(vec![leaf.der().clone(), CertificateDer::from(authority.clone())], key)?;
    let digest = ring::digest::digest(&ring::digest::SHA256, &authority);
    let pairs: Vec<String> = digest.as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
    let fingerprint = pairs.chunks(8).map(|part| part.join(":")).collect::<Vec<_>>().join(" ");
    Ok(Tls { config, authority, fingerprint: Some(fingerprint) })
}

/// The key and the certificate (DER) in `folder`, made if they are not there.
fn authority(folder: &Path) -> Result<(KeyPair, Vec<u8>)> {
    let (key_file, file) = (folder.join("phone-authority.key"), folder.join("phone-authority.crt"));
    if let (Ok(key), Ok(certificate)) = (fs::read_to_string(&key_file), fs::read(&file)) {
        let key = KeyPair::from_pem(&key).with_context(|| {
            format!("{} is damaged: delete it, and phones are asked to trust a new one", key_file.display())
        })?;
        return Ok((key, certificate));
    }
    let key = KeyPair::generate()?;
    let mut params = authority_params()?;
    set_validity(&mut params, 3650)?;
    let certificate = params.self_signed(&key)?.der().to_vec();
    super::pairing::write_secret(&key_file, &key.serialize_pem())?;
    fs::write(&file, &certificate).with_context(|| format!("could not write {}", file.display()))?;
    Ok((key, certificate))
}

/// Limited by name: even with its key stolen it cannot speak for a bank, only for addresses of home networks.
fn authority_params() -> Result<CertificateParams> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name.push(DnType::CommonName, "Retrowalk on this home network");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    // For version 6: RFC 4193 and RFC 4291.
    let v6 =
        [(Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7), (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10)];
    let addresses =
        UNREACHABLE_FROM_OUTSIDE.into_iter().map(|(address, bits)| CidrSubnet::from_v4_prefix(address, bits));
    let addresses = addresses
        .chain(v6.into_iter().map(|(address, bits)| CidrSubnet::from_v6_prefix(address.octets(), bits)));
    let names = ["localhost", "local", "home.arpa"].map(|name| GeneralSubtree::DnsName(name.to_owned()));
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: addresses.map(GeneralSubtree::IpAddress).chain(names).collect(),
        excluded_subtrees: Vec::new(),
    });
    Ok(params)
}

/// From yesterday, so that a phone whose clock is behind agrees, for so many days.
fn set_validity(params: &mut CertificateParams, days: i32) -> Result<()> {
    let from = Zoned::now().date().checked_sub(1.day())?;
    let until = from.checked_add(days.days())?;
    let day = |date: jiff::civil::Date| {
        let part = |number: i8| u8::try_from(number).unwrap_or(1);
        date_time_ymd(date.year().into(), part(date.month()), part(date.day()))
    };
    params.not_before = day(from);
    params.not_after = day(until);
    Ok(())
}

fn config(chain: Vec<CertificateDer<'static>>, key: PrivateKeyDer<'static>) -> Result<ServerConfig> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .context("the certificate and its key do not belong together")?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
