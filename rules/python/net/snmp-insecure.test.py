from pysnmp.hlapi import CommunityData, UsmUserData


def users(auth_key, priv_key):
    # ruleid: python.net.snmp-insecure
    CommunityData("public", mpModel=0)
    # ruleid: python.net.snmp-insecure
    CommunityData("public", mpModel=1)
    # ruleid: python.net.snmp-insecure
    UsmUserData("shop")
    # ruleid: python.net.snmp-insecure
    UsmUserData("shop", auth_key)
    # ok: python.net.snmp-insecure
    UsmUserData("shop", auth_key, priv_key)
    # ok: python.net.snmp-insecure
    UsmUserData("shop", authKey=auth_key, privKey=priv_key)
    # ok: python.net.snmp-insecure
    shop.CommunityData("public", mpModel=2)
