SELECT Number AS id, NULL AS at, 'shop' AS kind, 'all' AS region, Amount AS amount, NULL AS seconds, NULL AS note FROM input
