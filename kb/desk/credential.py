"""The signed statement as a W3C Verifiable Credential (Data Model 2.0), secured by Data Integrity, eddsa-jcs-2022.

Sources: W3C Verifiable Credentials Data Model 2.0; Data Integrity EdDSA Cryptosuites 1.0, section 3.3.
"""

from __future__ import annotations

import hashlib
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kb.ed25519 import bytes_of, multibase, verifies, write_key
from kb.model.frozen import canonical, digest

Json = dict[str, Any]

_CONTEXT = ["https://www.w3.org/ns/credentials/v2"]
_SUITE = "eddsa-jcs-2022"


def subject_of(document: Json) -> Json:
    """What the credential claims: that this document, known by its hash, was signed; and the document itself."""
    return {
        "id": f"urn:drempel:statement:{document['statement']}:{document['version']}",
        "digestSHA256": digest(canonical(document)),
        "statement": document,
    }


def make(document: Json, key: Ed25519PrivateKey, at: str) -> Json:
    """A credential that the holder of the key issues over a statement."""
    issuer = f"did:key:{write_key(key.public_key())}"
    return secure(
        {
            "@context": _CONTEXT,
            "type": ["VerifiableCredential"],
            "issuer": issuer,
            "validFrom": at,
            "validUntil": f"{document['review_by']}T23:59:59Z",
            "credentialSubject": subject_of(document),
        },
        key,
        at,
    )


def secure(credential: Json, key: Ed25519PrivateKey, at: str) -> Json:
    """A credential with its proof."""
    name = write_key(key.public_key())
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": _SUITE,
        "created": at,
        "verificationMethod": f"did:key:{name}#{name}",
        "proofPurpose": "assertionMethod",
        "@context": credential["@context"],
    }
    value = multibase(key.sign(_hashes(credential, options)))
    return {**credential, "proof": {**options, "proofValue": value}}


def holds(credential: Json, key: str) -> bool:
    """Whether the proof of a credential was made with a key (``z6Mk...``) over exactly this credential."""
    proof = credential.get("proof")
    if not isinstance(proof, dict) or proof.get("cryptosuite") != _SUITE or proof.get("type") != "DataIntegrityProof":
        return False
    if proof.get("verificationMethod") != f"did:key:{key}#{key}" or proof.get("proofPurpose") != "assertionMethod":
        return False
    unsecured = {name: value for name, value in credential.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        return verifies(key, bytes_of(str(proof.get("proofValue"))), _hashes(unsecured, options))
    except ValueError:
        return False


def is_of(credential: Json, document: Json, key: str) -> bool:
    """Whether a credential says of exactly this document that the holder of a key signed it."""
    claims = credential.get("issuer") == f"did:key:{key}" and credential.get("credentialSubject") == subject_of(
        document
    )
    return claims and holds(credential, key)


def _hashes(unsecured: Json, options: Json) -> bytes:
    return hashlib.sha256(canonical(options)).digest() + hashlib.sha256(canonical(unsecured)).digest()
