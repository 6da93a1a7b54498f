PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_migrations (  number BIGINT PRIMARY KEY, name TEXT NOT NULL, statements TEXT NOT NULL,  applied_at BIGINT NOT NULL);
INSERT INTO schema_migrations VALUES(1,'identity',replace('-- Attempts to prove who one is. secrets_sealed: state, nonce and code verifier.\nCREATE TABLE verifications (\n  id TEXT PRIMARY KEY,\n  provider TEXT NOT NULL,\n  redirect_uri TEXT NOT NULL,\n  state TEXT NOT NULL CHECK (state IN (''PENDING'', ''CLAIMED'', ''COMPLETED'', ''FAILED'')),\n  secrets_sealed TEXT NOT NULL,\n  created_at BIGINT NOT NULL,\n  expires_at BIGINT NOT NULL\n);\nCREATE INDEX verifications_by_expiry ON verifications (expires_at);\n\n-- One row per person: number_index is the keyed HMAC of the personal identification number.\nCREATE TABLE citizens (\n  id TEXT PRIMARY KEY,\n  number_index TEXT NOT NULL UNIQUE,\n  profile_sealed TEXT NOT NULL,\n  level BIGINT NOT NULL,\n  created_at BIGINT NOT NULL,\n  verified_at BIGINT NOT NULL\n);\n\nCREATE TABLE officers (\n  id TEXT PRIMARY KEY,\n  username TEXT NOT NULL UNIQUE,\n  display_name_sealed TEXT NOT NULL,\n  ward TEXT NOT NULL,\n  roles TEXT NOT NULL,\n  active BIGINT NOT NULL\n);\n\n-- One row per sign-in; its refresh tokens descend from each other.\nCREATE TABLE sessions (\n  id TEXT PRIMARY KEY,\n  subject TEXT NOT NULL,\n  provider TEXT NOT NULL,\n  created_at BIGINT NOT NULL,\n  expires_at BIGINT NOT NULL,\n  revoked_at BIGINT\n);\nCREATE INDEX sessions_by_expiry ON sessions (expires_at);\n\n-- Tokens are kept as digests only.\nCREATE TABLE refresh_tokens (\n  token_sha256 TEXT PRIMARY KEY,\n  session_id TEXT NOT NULL REFERENCES sessions (id),\n  created_at BIGINT NOT NULL,\n  expires_at BIGINT NOT NULL,\n  used_at BIGINT\n);\nCREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);\n','\n',char(10)),1795600132300288);
INSERT INTO schema_migrations VALUES(9001,'requests',replace('\nCREATE TABLE requests (\n  caller TEXT NOT NULL,\n  method TEXT NOT NULL,\n  request_id TEXT NOT NULL,\n  request_sha256 TEXT NOT NULL,\n  sealed_response TEXT NOT NULL,\n  created_at BIGINT NOT NULL,\n  PRIMARY KEY (request_id, caller, method)\n);\nCREATE INDEX requests_by_age ON requests (created_at);\n','\n',char(10)),1795600132300543);
CREATE TABLE verifications (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'CLAIMED', 'COMPLETED', 'FAILED')),
  secrets_sealed TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
INSERT INTO verifications VALUES('01a2121b-aa41-7408-9902-4a940d717f4f','vneid','http://127.0.0.1:8080/callback','COMPLETED','dev1.xNNHtCLMsXEtJxl6qDj1x8u1ZkLqi1STLrI8IF9Zl0LgeLixE6D8sowuXrQJp4VcVaBy4tjI3nndT1k_FDpNCJu5IXjTMmyOTXyar-twUbWXj-b5Ulunaajirf7CdTkF0DKqAsd7_oIAkXnJEWEReBB3ipBJBjfKJ-RWyLIe6OEYHzYKSVc556RxqxLPxs6vxSC96CM7yJ7n_Hc07UbMV69v4u4JF2qd6rOPLWaAMa6VorsQ9U1PoHgFL4G8r58w9H_a9mT7AQ',1795600132675783,1795600732673485);
INSERT INTO verifications VALUES('01a2121b-aba8-703e-9098-d48b6e411a15','staff','http://127.0.0.1:8080/callback','COMPLETED','dev1.Bm42_FWh8N0xYi9BmHPMMPGUlEWnTMTRyn0FppQM0Y09xDFDTIWJCKeqsj2H7zn_sG3gPrqu2jBZGxqswdWP8jUHLTx_mW6oQKEx_BppdRg0SUGXTKRBJR26M9s92be3xK2s9Dpl0_vNU2Z8DySefFtnOLpPZej0kYIXrgvk7QD9utmZi1ZCMOKnJPinQHhmgADzLI2Nsfiji-RbS9gp_SErgV2wB2SkHimjMAlRv49Ic_pRP1Zedm8ij81LilnEExOul1WRnQ',1795600133032416,1795600733032210);
INSERT INTO verifications VALUES('01a2121b-abc2-73a9-b2a7-6d1594338814','staff','http://127.0.0.1:8080/callback','COMPLETED','dev1.DVUsGs_yVpJrisuO3YKYmU8Be9LcTa4OChkaDn4Qnvp6EhyOFy9NEmK-afse0JFdrxjISy63S4ci1TpU09NIUX85HiTGFshZo4-AJkohiacJSEPa8mc5HwXtTQ4TFQd5O68NKlzfK8h-FfJ-waa6uTo1EzXcUnSsJhrk_TDv__eWxI4yauPDd-qaLSlcwrzPPAuaUR95RBXHQFShgs7SnfkwXeiS1BOpJVGxZTLfw9enVJ2vZLdz9E5EuHfZ89uxZTc_XyBesw',1795600133058324,1795600733058217);
INSERT INTO verifications VALUES('01a2121b-abcb-7d45-b37a-071c93607c48','staff','http://127.0.0.1:8080/callback','COMPLETED','dev1.8Bsi-twZRl9-UoQU3DIVdhiqpmQr3rP2sTIpNqyXJvDnce07VB1iXZdp2zGnOtLTbynR6sBW3JYhVlfKlNv3vyalT4Qz3f1Fl6R4CHCAlgKAekck52EZCZWRwDFBy6RnCGsYaVfXxoRH3-jpteLximlHfDEgXiTleTM9M9-F5mZjzZSzHNVEX66_jjxPksmbp4vG_kn6NuLMNhwyfvzRARncvOw3xDO6oxQ-tiCMUj1zFm30aoXwUlovWZe1z8Wratu-INeJew',1795600133067590,1795600733067516);
INSERT INTO verifications VALUES('01a2121b-abda-79b8-bbd1-93b636adfd1e','staff','http://127.0.0.1:8080/callback','COMPLETED','dev1.cR8hegMERHR3TydsQunaXV4InFUcqNxAZliSJKuRdL5iZqz-fVQxq9q98Z8ozzJHr8bvRVw9FaSy_QhUNBxJjHZBaM_EEfAvsfcxJmm1q5QEyPCk-Tk5kCG2Pop3A9ugo81Ljum4W_s44uoTiK3pJyxJeOjT8bX0fCKaJ9_WNVeuceE9W9A-zpuX2_TrsteUm32A7kE-V1_eHOua5E4XkNnUc86xQBQ3BQ5lsj9oMOSuL-fv0Qi98KVcyUwpKL8ZpKZ3Zs6IlQ',1795600133082979,1795600733082945);
INSERT INTO verifications VALUES('01a2121b-acea-7683-9d11-727cd4e70ace','vneid','http://127.0.0.1:8080/callback','COMPLETED','dev1.nEdVHSYzxzITF9m4GpBtHlfVvXeONnIQqLbNQDVtaQ0EWKVDv6GGbuEt4mnU6MIbQLfJ3mGmEa7wi-QBsWQE-RTz-xXy91a5THS1Mi1XcZ_aqZxPPRLZLHlvSoWDUUEpd6kDlGu_L9MZX_CE9hbv_JahXCom1Uc-b8zAb4n4WoqWAzWu9fhL-Uac3_tWWRxwMoxbDOB9LO-twvcaXAAaR6gnHMsuXXRgVcYv0_Go0TFNJngFfQh_4q3ecgSmEIQDmK36liv1mA',1795600133354307,1795600733354262);
CREATE TABLE citizens (
  id TEXT PRIMARY KEY,
  number_index TEXT NOT NULL UNIQUE,
  profile_sealed TEXT NOT NULL,
  level BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  verified_at BIGINT NOT NULL
);
INSERT INTO citizens VALUES('01a2121b-ab72-7e41-a9a0-fc39011798ac','dc5f020ef73fc8cb8ab3608bed8c706cfd17e24c164263f15e552bf65d5eb634','dev1.aNe3MEFdVHC5-N9lHWHtQmJZEvKviqGnyv4RLl36w79gmHfDugdM6X5O8WKDsm_NQO2ed4l8mcFBk9wKeCnvb9tqJmHnzBJ5Q7y5g3JtZD7bTt4ncHMGhRFXwmxZPFma7ZfVg0jj-j9KMFXzYKHdOL4Q1edrLKAWGaogEPRJD9ATiYW-4CulBw',2,1795600132978436,1795600132978436);
INSERT INTO citizens VALUES('01a2121b-acf1-770c-950d-38dea3fecef7','cb3a414183b5bb8166bf1f019d67e60b3131065932b713dd6b5bcfc1feb948e8','dev1.ytoPsBncsRqSLC0vDoPAAH5HfnHlXLkKVzTVQ-YbXGZJ5rHX8OhdeMfxbJmfQGTil4jmc6tI7R8jIPIlHPBoPg0ZZhwSwiO0VDpdn71SR5QQmedayLsGROkEXJYFcAqFuZMI7UDDAe8T15AOITmYfHJ_EnsiZQAwQ9VmaVkdK8o3REC-jg',2,1795600133361172,1795600133361172);
CREATE TABLE officers (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  display_name_sealed TEXT NOT NULL,
  ward TEXT NOT NULL,
  roles TEXT NOT NULL,
  active BIGINT NOT NULL
);
INSERT INTO officers VALUES('01a2121b-a8e0-758f-b5cb-208839fcf383','clerk.27442','dev1.QYLsyTpcQU7hE88HCMO-XevKUBQrhhi6tLW1V0ozzYVvrxWpEbSg5J4vCA','27442','one_stop_clerk',1);
INSERT INTO officers VALUES('01a2121b-a8e1-7e53-a25b-d8be20e5771a','specialist.27442','dev1.DyPztG9SEIBSxOzXuFmSQ3BhGgjAq0h9bXTrFmS9DbgEmoC_resyi_QnzdA9lQ','27442','specialist',1);
INSERT INTO officers VALUES('01a2121b-a8e1-7497-873d-3ac88b5b1e32','leader.27442','dev1.UHWfoC8GmZLsb7pCx3BTXC9El7qJJEOIykG_oUQsgTYeKFJCh3uP9fjkTZPy','27442','leader',1);
INSERT INTO officers VALUES('01a2121b-a8e1-7183-8e0f-73dd7a761b41','admin.27442','dev1.KFckuWk217PZkicWpBWTvrHGFNDLvLbGUQoRxkiIHjXW_V6g13GmUwrTn5s','27442','ward_admin',1);
INSERT INTO officers VALUES('01a2121b-a8e1-7901-8a73-dc3273a8585f','clerk.26944','dev1.N55QGT06nFWsixAuk7Lvb3BB0ZNaSKbQ4q3aqSLMvVgM_d10mOD3Lo-7LV19icEo','26944','one_stop_clerk',1);
INSERT INTO officers VALUES('01a2121b-a8e1-7b03-94d6-af76e218ab9c','specialist.26944','dev1.TOtU-n1g0wOs8fYRifgnQzLQWqco4AyjFS7OP6Ito98d6QdkiPfI07AzZPT1','26944','specialist',1);
INSERT INTO officers VALUES('01a2121b-a8e1-7ba8-a714-c91721534e1b','leader.26944','dev1.d-voalnEMVCP944n7uwtkoUO64Xr38tKMwSJ8__btiXRzW23gJF39THQmKs_Ge-R0k63','26944','leader',1);
INSERT INTO officers VALUES('01a2121b-a8e1-714c-9ea1-183296cf7bb4','admin.26944','dev1.1-PNuAsqumqzI895xkqCI_BGnzIvsNv9W6WAZpJn5GXVJjslKo4WZxGtFIYCWPk','26944','ward_admin',1);
INSERT INTO officers VALUES('01a2121b-a8e1-76dc-988d-3a5ed972b1e1','clerk.25942','dev1.VbUd__Gbke69w0xWzDyYSgPJzKqzOaPzhRF0gpjub1PzuaM7i0nrybRNhNCxPg','25942','one_stop_clerk',1);
INSERT INTO officers VALUES('01a2121b-a8e1-76d7-82aa-e3ad0dffbc83','specialist.25942','dev1.Qo90mK3QY70mfZt5G5xifAHNnnS9wTA-axDPxOPxOJcPJNaUfRNnhv9o9Q','25942','specialist',1);
INSERT INTO officers VALUES('01a2121b-a8e1-7889-aa98-8f909f3c3760','leader.25942','dev1.jhhYc2f1ejZYahCL4ZUL0bkc6nLvvYvuzVvYkgm8VmklVszhMTbFN_IepWw30YpE','25942','leader',1);
INSERT INTO officers VALUES('01a2121b-a8e1-7933-acc5-d2e0be0bdcdb','admin.25942','dev1.sawtcaqexZh9Lqu1P7UDfMj_uF1mfvrKHpJAyaIU_pGOA-D6KiQr2G5pag','25942','ward_admin',1);
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  provider TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);
INSERT INTO sessions VALUES('01a2121b-ab72-75bd-a258-34d55608dc43','citizens/01a2121b-ab72-7e41-a9a0-fc39011798ac','vneid',1795600132978704,1796204932978704,NULL);
INSERT INTO sessions VALUES('01a2121b-abbc-7dcf-a91b-390ce20ebd36','officers/01a2121b-a8e0-758f-b5cb-208839fcf383','staff',1795600133052435,1795643333052435,NULL);
INSERT INTO sessions VALUES('01a2121b-abc6-74b2-9c9b-acb2a7c47379','officers/01a2121b-a8e1-7e53-a25b-d8be20e5771a','staff',1795600133062209,1795643333062209,NULL);
INSERT INTO sessions VALUES('01a2121b-abd3-74b0-869d-12f77c5de19f','officers/01a2121b-a8e1-7497-873d-3ac88b5b1e32','staff',1795600133075516,1795643333075516,NULL);
INSERT INTO sessions VALUES('01a2121b-abe0-7df8-bee5-bf79281f9350','officers/01a2121b-a8e1-7183-8e0f-73dd7a761b41','staff',1795600133088321,1795643333088321,NULL);
INSERT INTO sessions VALUES('01a2121b-acf1-7165-8d78-3bc231886316','citizens/01a2121b-acf1-770c-950d-38dea3fecef7','vneid',1795600133361306,1796204933361306,NULL);
CREATE TABLE refresh_tokens (
  token_sha256 TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
INSERT INTO refresh_tokens VALUES('a78fef57bcc22f8bbda4b1d25aa3fdbf32befe95975cc2513719f59260962ecb','01a2121b-ab72-75bd-a258-34d55608dc43',1795600132978722,1795686532978704,NULL);
INSERT INTO refresh_tokens VALUES('5c29fffc86a5a64761f2e6d82809aaf46d57d365ba66449f87d340f2957b9373','01a2121b-abbc-7dcf-a91b-390ce20ebd36',1795600133052445,1795601033052435,NULL);
INSERT INTO refresh_tokens VALUES('50ef7c8446eb0e63a9905fef56cad03b87373a3cf943bafba65fc90b8a930d4a','01a2121b-abc6-74b2-9c9b-acb2a7c47379',1795600133062219,1795601033062209,NULL);
INSERT INTO refresh_tokens VALUES('e9be71a7b994b3d9decdc2767af0935e8cfc63da6ef0cf1f6c73978fa2c1b008','01a2121b-abd3-74b0-869d-12f77c5de19f',1795600133075526,1795601033075516,NULL);
INSERT INTO refresh_tokens VALUES('01f2943fca97fc8552f99f00599eba5c68d65dc5acf61bc84e90ddade4a607d2','01a2121b-abe0-7df8-bee5-bf79281f9350',1795600133088330,1795601033088321,NULL);
INSERT INTO refresh_tokens VALUES('bca8369eab00eba91abe4d62c314556fd7ba3dbadeba40f96f367ab779ad5a36','01a2121b-acf1-7165-8d78-3bc231886316',1795600133361314,1795686533361306,NULL);
CREATE TABLE requests (
  caller TEXT NOT NULL,
  method TEXT NOT NULL,
  request_id TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  sealed_response TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (request_id, caller, method)
);
INSERT INTO requests VALUES('','tancua.identity.v1.IdentityService/CreateVerification','01a2121b-aa41-7c62-a7c3-ef1fcd718220','fc170f89b22500120342428b57dc783211dc48fc569f156f09e3769fb0f3a876','dev1.XenMQUk7tG25pvQNP_IPzAZum8P6otGDZBYaTRnmw2GrqmIdgbt5DdLW1W18MzP70SLARgI74SwjirPpC8jlcq8UdA-tk4NfQpYiC6n482RPhsBHfXLw-icloP2PHI9-IEFJy5SrWG9rUB7upq2Pd4KZPqaQA6728fkAaHxTyq1llezwwxWICWjxgD6RAO1KlAA_yd-rFL1qXG7m5raMBkVEvCYzPF9hSsmWvts0nYNXjwojcdFYqIuVSbkbw8A5zbWbMP0zDHtdDFc-na2fo_El70pgRib59EWzWSHhzdOUzXoYRkvFnAEgBw4FNtU8ALVh8HJk92nX45u4i-sZ30XBtAkAUPAnm8BdklGi9WGUNnq2W6onVw7n_3qdaSC3-4UsPNxPBfnbSTlBLoBH3XW8A37VsfuvTI-Ryiq3gXkSZUSUAN7ptQ2ko3Y2gcDctT8zF5jbd4E9vlO-Xprd-_xrAOomuriSBFpmC2is4hWgmXAXEK1PA4E97axL9zr0RfDcW55aMqkE9K0x0Pdmw2xpcdXGHmghYKlJdLe_AHg4Uis0IUUGjE-SHd8WUfhMHRPU9hyAgPa8vn7NyPaUWSWQ2q7DpyVgcEyuvOwM0bPCdhV40Jm8ug900HAeWTA',1795600132675871);
INSERT INTO requests VALUES('','tancua.identity.v1.IdentityService/CreateVerification','01a2121b-aba8-7869-9d62-10e02504c762','0540df0b2e87bf5a7fd1ae5251dce0b1b990fac0b524b5b1ce09b9b48bb6a25f','dev1.9X744JJrC-TECqFt3vpcvmaW1Ye3ACggTnPqxMIXhJpIVASP7FRqNM-f1dmD-0Qms1VpG_ldS2yfWgyopioTQWIlxXOf65jXtHSNHIkokoY2oTu8T8AkVZOoOhJqW7RisJsyuyEtsbal2fkeWnkgx-0tbVfte9I9IfPdfxfCkBaOg8x5EOJpCZ0VRvbD0cS27AGggSJiToEK70R0vBuJAjd4X_c-gv7jid-Pmwlb6fGzDsmW4WJjSV61H8ojOPjrS6VwPa5HfQuCyg3XD-19bPA_7GEfJZ5bFtvkt7ly8ufsX3Qjn6wiQ6B5Gqf1oBcOp9UBAErSkL5844bwpRQZGfe1pfNk9M56srcwacgmIISjTkoz76kpS45tubHGnyaC25JxQH6Bhln3nRONdYcMC9hgEufI42fPA9ADG6ledSLudx3WDPV9XzyA8n4YG1LGQoSKWVAhrsDO4nzejndn9eo6lJpTY4FQ-nLgn0qCw1HMYW1oRhPS7UIO4Vi1vxTHNbee9JjrCC-YkHvuv37J9KGE9-aNhpE3e2SRnEZk7o3yJTgNw3n-n8mfJjmLt-hcjdA47I3qYNaKRQoUPTzKSQmK3pz1Qw',1795600133032447);
INSERT INTO requests VALUES('','tancua.identity.v1.IdentityService/CreateVerification','01a2121b-abc2-7f23-b97b-d4112dcbc7a2','e9b9a258c2561dfa33dbacdd383db0b8cbe5946dc0b1531c573ebb344f2a5cfe','dev1.krnSGajh-BV9S4krmnHscGnIwA3vEPMuE9oGF-C0VBBQ8e65jkp_BJIYFF6OCAHo_znItsHxSZ4eOLrhJO4FYbt04aWv24dklDh7fv1hT3a4REKDGpSJ5o2S7rf6mfv0na_GsK5hVkCqLWcD4mJ9_0QVWwrrM64YhzSLWiOyedxeVxATdnj0HBIVxfbTH1Q51h6EtPBjMFNedWXrrBzJDzIw-JyYA-4abAjJN-WhIAt2yyRFHRpHQYIbHT0jZ0JTSWooBo57FM336NzE2oCdBXl1Y0e2RtMnzR8-7-Jn7hKhlOR-ok2Em7vd2bIF2yyj0FRsWE-fyvl4NQ85ptLfUbeoU798SCW4pyUq-Wc0K7AAPksasZ0AiO0McDMQ0Kqvvjkk31aWfpie1ITfHQFd8DrSK7HHPJ9gD_PZbiuXF7TdezwctFYToRNhSdq4fzSESFKM7p9OeARUrGAksHaNDCCCexABg8oWmCFvaqVSAmy4ccn5Sr9_BajR-usQ8GUXiwZVIJM1XSMzdGaEBX8UYjCKa0TwAbUBCzOL7bl63ogFQXDt9IxXRc4W4axTmtjk2xauRIc973tHogSUZuryz2sqQCpBzA',1795600133058383);
INSERT INTO requests VALUES('','tancua.identity.v1.IdentityService/CreateVerification','01a2121b-abcb-769c-98e2-bdfab28f109c','46e7da60d225704e1d698fdd0b1f543d0489fee63bf264e592b27536a3f38d02','dev1.yNr7Xi09fbmXthSewBUI7piFZZfSeyfRT0es4QG3SwbpRUXV-ct0fL3oiN5ZoNt6NvjITaVIpNDCFwNW4t2B1mVhlSG2MA-zwBrd9vULSV0W2NsJsLWPHOvGN_lfchfCXhB9AnalwAOBD0L0i-dqlRk9bs0Ljk77Fk9vG83jF-sSAHb_s0pXq49KT7STebdnmyNgPOlSgumYjb0IOlKZgjCJbC8klkKFcbk1zukzfDKMZQjlNNJFqZ55mt5N8ZkY5O4CuqPnnorHci-Wkf9BnpJLhtzam5hbcEipJPD3h4pkrrLsvA6X0nRktOHnnhsv3I6889vVKudfqntCFQ2U6Zyyh6Q2I8bsI6R2sKWJ0tmYC_xhi1YWkuZ00uHVrXcTU2J1kYDHeFNd97S6SJIG1uZ_YkBA_1jpbQxS_-KGNENZqaxfpn4utrxooOMIoook9ueBZ2foJm-ie5ed6_NbLivPMwh29ytVO5piu6d9tFmIeIKHX7SDgqFIdaXg3EtjwbxM3YIaOTyx6CzRtHQYZ6YxvCk2rblZwXFWFBFNeiO2tcafa6wmo_b4rq2ayn6wzttwJRPYkLSk74TATD7fzS0Y-K-rsA',1795600133067619);
INSERT INTO requests VALUES('','tancua.identity.v1.IdentityService/CreateVerification','01a2121b-abda-7b37-94bb-4265ecd4f9d8','1b65dca8b2afec24a73b3c0102b27e37962bb9278b2d64b841e0b81df5b59d07','dev1.T-U_PF0W7ke4vsrsDN9kF8b-dU0YVlYqlBmO4QfYKcYQzRDw2XdVGJemUzyntv7Az6RiXjZngMbILYbrcQyNTmb9UFZ_r5HWhAxyQZaPRTAI2IUJpbiMYLoa65egGYOt2MtexZgFyRY3VeTxjq3GxGRpS7kvv4tB_t6dEqshq_VfGUR6ZD0iDeENY4IlCzDO3uvcgwMdlhj2OtQAwqupPf-8r2pPYjs1IpnNnBWOeQTgyVH-om2hb5wiLwoojqzuxwfBvKVHXWdTounqBekkaJYU_ZQnsS2XX-RQEwiKifQUBnKN005ZcClEjjT2aZZJP6Q0GvB0wNok1daybAork_xLVuCb8CYUk2yDmjSeYkfXWij7Y5FflI-TUKjz5sRGJ9YI9IGtuUT_wd3S49JT14rGWdOGMFMuUASm1cg9ti7D3N6ZmkSNFJCRF7Z_wy268QLb3F9gJj9lOm8dioBQ7WFEn_Nyw7p8W3KdVGShPOL_WLaTQFwQLHWAC15gd3jaQHbd2D95G7X2tuqRAFCjS10tRID9RfaAu-udyygYXROMK4Za1bNpuEq_TtsSm_fqO9S4eWN3nXnMRlq3cPro-3chR2qv9g',1795600133083010);
INSERT INTO requests VALUES('','tancua.identity.v1.IdentityService/CreateVerification','01a2121b-acea-7b16-a738-08947bb22bcc','076de5daac810a5afebca42bbc86c4e7416e8bdda5f84505d0ed7f44193dc2bc','dev1.l7jv-MNMq6mNH7xGvD71Cg5FtIJNh-5m6B3kw4eOEGj3iF10s4-nlZ0diqn3Nm3ZL0bsJLiu6WdyGuPIpHuiU5GNDd-YQlR1YPbTIwFYq6Npd5BqX4ZyNZhy9H-5xKn-yFZ6pdzsZ1CuhKfi-cCn8K1ecDju7rGNsr9NUDNCmTde3SWE5PvDA7JeKqWLj6KpCG7ASWV1E_igqc3kXOpGnAh85-TkVIHWHDpF1SG8aeASXUKKW9hsvzF-vrDGcaTW9YxsDowzvAy8a0COHpL5kbOcO-yaocmZR49fink072SC16Rr1UyHAnb3fOap9mfJ3ziEawkIDrfKp1GKoVMMTHFoo6FPM-9Knh4rssZ8QJIBnjb7hXxcr46MNkchp8HOb1xT-egg2uyZCYdmqpvqdrW8naYC8Y734JNIoNFG9oX1TZUfqex36kk15Gghkr-KgBMvtWlkJDvWsQwbzQiy-O9vkeHmT_oC_9Y8hbfg9rgtWIOBNkWM6Gnj0gY3yqri3_fyklrCqWuH6jTY0SoPU1QOlh-16CvPapnnFg3UsIl2S1MKsYJ4BQ6I4p-kDF1mxNVHw8UnPmh0iFQSF_CULhhW-zsbDeFIk-OPil_jsOYqDkrVxWBdK1JVCnSPkG4',1795600133354347);
CREATE INDEX verifications_by_expiry ON verifications (expires_at);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);
CREATE INDEX requests_by_age ON requests (created_at);
COMMIT;
