"""Code lists and name → code: wilayah, OPD, satuan, klasifikasi."""
