"""The archive (lưu trữ): packages of a term that a stranger can verify without this program, and what becomes of them.

A package is a BagIt folder (RFC 8493) whose tag manifests this machine has signed; `formats` has its documents, `bags`
its files, `verifying` its proof, `building` what goes in, `restoring` the way back.
"""
