-- A part of a batch may be one kecamatan. What was loaded before is of whole kabupaten/kota.
ALTER TABLE core_slice ADD COLUMN kecamatan_code VARCHAR;
